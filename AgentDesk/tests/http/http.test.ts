import { afterEach, describe, expect, it, vi } from 'vitest';
import { ask, Refusal } from '../../src/http/http';
import { setLanguage } from '../../src/i18n/language';

const hub = (status: number, body: string) => vi.stubGlobal('fetch', vi.fn<typeof fetch>(() => Promise.resolve(new Response(body, { status }))));
const sent = () => new Headers(vi.mocked(fetch).mock.lastCall?.[1]?.headers);

describe('a question to the hub', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    setLanguage('tr');
  });

  it.each(['tr', 'en'] as const)('asks for texts in the language of the screens: %s', async (language) => {
    hub(200, '{}');
    setLanguage(language);
    await ask('GET', '/api/account/me');
    expect(sent().get('Accept-Language')).toBe(language);
    await ask('POST', '/api/account/language', { language });
    expect(sent().get('Accept-Language')).toBe(language);
  });

  it('fails with the code and the text of the refusal', async () => {
    hub(400, '{"title":"Bad Request","code":"invalid","detail":"Ad eksik."}');
    const refusal = await ask('GET', '/').catch((thrown: unknown) => thrown);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ code: 'invalid', message: 'Ad eksik.', status: 400 });
  });

  it('does not take the English title of a status for a text', async () => {
    hub(404, '{"title":"Not Found","code":"notFound"}');
    await expect(ask('GET', '/')).rejects.toMatchObject({ code: 'notFound', message: '' });
  });
});
