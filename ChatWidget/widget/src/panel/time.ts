import type { Language } from '../bridge.ts';
import type { Translate } from '../i18n/translate.ts';
import { dayOf } from './lines.ts';

const locales: Readonly<Record<Language, string>> = { tr: 'tr-TR', en: 'en-GB', ar: 'ar-u-nu-latn' };

/** Hours and minutes on this device's clock. */
export function timeText(at: string, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { hour: '2-digit', minute: '2-digit' }).format(new Date(at));
}

/** Today, yesterday, or the date. */
export function dayText(at: string, language: Language, t: Translate, now: Date): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (dayOf(at) === dayOf(now.toISOString())) return t('today');
  if (dayOf(at) === dayOf(yesterday.toISOString())) return t('yesterday');
  const date = new Date(at);
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return new Intl.DateTimeFormat(locales[language], { day: 'numeric', month: 'long', weekday: 'long', ...year }).format(date);
}
