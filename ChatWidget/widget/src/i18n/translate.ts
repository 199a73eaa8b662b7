import type { Language } from '../bridge.ts';
import type { MessageKey, Messages } from './messages.ts';

export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/** Only the language that is shown is loaded. */
const loaders: Readonly<Record<Language, () => Promise<{ messages: Messages }>>> = {
  tr: () => import('./tr.ts'),
  en: () => import('./en.ts'),
  ar: () => import('./ar.ts'),
};

export async function loadTranslation(language: Language): Promise<Translate> {
  const { messages } = await loaders[language]();
  return translator(messages);
}

export function translator(messages: Messages): Translate {
  return (key, values = {}) => messages[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}
