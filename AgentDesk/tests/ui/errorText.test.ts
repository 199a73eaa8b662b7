import { HubError, type HubErrorCode } from '@contacthub/client';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/http/http';
import { t } from '../../src/i18n/translate';
import { textOf } from '../../src/ui/errorText';

const CODES: readonly HubErrorCode[] = [
  'notFound', 'forbidden', 'empty', 'tooLong', 'invalid', 'resolved', 'notOwner', 'unavailable', 'moved', 'rateLimited', 'unauthorized', 'tooManyConnections', 'disconnected', 'fault',
];

describe('the text of an error', () => {
  it.each(CODES)('is never the English one of a hub method: %s', (code) => {
    expect(textOf(new HubError(code, 'This is not a phone.'))).not.toContain('phone');
    expect(textOf(new HubError(code)).trim()).not.toBe('');
  });

  it('says that a value was not accepted', () => expect(textOf(new HubError('invalid', 'This is not a phone.'))).toBe(t('error.invalid')));

  it.each(['invalid', 'forbidden', 'lockedOut', 'passwordChangeRequired'])('is what the hub says over HTTP: %s', (code) =>
    expect(textOf(new Refusal(code, 'Ad eksik.', 400))).toBe('Ad eksik.'));

  it.each([['invalid', 'error.invalid'], ['notFound', 'error.notFound'], ['http502', 'error.unknown']] as const)('has words for a %s without a text', (code, key) =>
    expect(textOf(new Refusal(code, '', 400))).toBe(t(key)));

  it('keeps to the desk\'s own words where they say as much', () => expect(textOf(new Refusal('notFound', 'Böyle bir birim yok.', 404))).toBe(t('error.notFound')));

  it('does not show what only programmers understand', () => expect(textOf(new TypeError('x is not a function'))).toBe(t('error.unknown')));
});
