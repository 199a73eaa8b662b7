import { afterEach, describe, expect, it } from 'vitest';
import { fold } from '../../src/i18n/fold';
import { duration } from '../../src/i18n/format';
import { setLanguage } from '../../src/i18n/language';
import { texts } from '../../src/i18n/texts';
import { local, t } from '../../src/i18n/translate';

const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

// What is the same word in both languages.
const SAME = new Set(['Bot', 'CİMER', 'Normal', '{name}', '{name}, {presence}.']);

describe('the texts', () => {
  afterEach(() => setLanguage('tr'));

  it.each(Object.entries(texts))('%s is there in Turkish and English, with the same places', (_, [tr, en]) => {
    expect(tr.trim()).not.toBe('');
    expect(en.trim()).not.toBe('');
    for (const form of en.split('|')) expect(places(form)).toEqual(places(tr));
    if (!SAME.has(tr)) expect(en).not.toBe(tr);
  });

  it('come in the chosen language', () => {
    expect(t('act.save')).toBe('Kaydet');
    setLanguage('en');
    expect(t('act.save')).toBe('Save');
  });

  it('choose one or many by n', () => {
    setLanguage('en');
    expect(t('timeline.fresh', { n: 1 })).toBe('1 new message');
    expect(t('timeline.fresh', { n: 3 })).toBe('3 new messages');
    setLanguage('tr');
    expect(t('timeline.fresh', { n: 3 })).toBe('3 yeni mesaj');
  });

  it('fall back to Turkish for names without an English one', () => {
    setLanguage('en');
    expect(local({ tr: 'Su', en: null })).toBe('Su');
    expect(local({ tr: 'Su', en: 'Water' })).toBe('Water');
  });

  it('say lengths of time in their largest units', () => {
    expect([0, 59_000, 60_000, 3_599_000, 3_900_000, 90_000_000, -5].map(duration)).toEqual(['0 sn', '59 sn', '1 dk', '59 dk', '1 sa 05 dk', '1 gün', '0 sn']);
  });

  it('fold to the same letters whatever the keyboard', () => {
    expect(['IŞIK', 'ışık', 'isik', 'İŞİK', 'i\u0307şık'].map(fold)).toEqual(Array(5).fill('isik'));
  });
});
