import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { messages as ar } from '../src/i18n/ar.ts';
import { messages as en } from '../src/i18n/en.ts';
import type { MessageKey } from '../src/i18n/messages.ts';
import { messages as tr } from '../src/i18n/tr.ts';
import { directionOf, loadTranslation, translator } from '../src/i18n/translate.ts';
import { labels } from '../src/loader/labels.ts';

const keys = Object.keys(tr) as MessageKey[];
const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(match => match[0]).sort();

describe.each([['en', en], ['ar', ar]] as const)('%s', (language, messages) => {
  test('says everything that Turkish says, with the same things filled in', () => {
    expect(Object.keys(messages).sort()).toEqual([...keys].sort());
    for (const key of keys) {
      expect(messages[key].trim(), key).not.toBe('');
      expect(holes(messages[key]), key).toEqual(holes(tr[key]));
    }
  });

  test('is loaded by its name', async () => {
    expect((await loadTranslation(language))('send')).toBe(messages.send);
  });
});

test('every text is used somewhere', () => {
  const folder = new URL('../src/panel/', import.meta.url);
  const code = readdirSync(folder).map(name => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const computed = /^rate[1-5]$/;
  expect(keys.filter(key => !computed.test(key) && !code.includes(`'${key}'`))).toEqual([]);
});

test('fills in values and leaves what it does not know', () => {
  const t = translator(tr);
  expect(t('position', { position: 2 })).toBe('Sıradaki yeriniz: 2');
  expect(t('joined')).toBe('{name} görüşmeye katıldı');
});

test('only Arabic runs from right to left', () => {
  expect((['tr', 'en', 'ar'] as const).map(directionOf)).toEqual(['ltr', 'ltr', 'rtl']);
});

test('the launcher speaks all three', () => {
  expect(labels.en.unread(1)).toBe('1 unread message');
  expect(labels.en.unread(2)).toBe('2 unread messages');
  expect(new Set(Object.values(labels).map(label => label.open)).size).toBe(3);
});
