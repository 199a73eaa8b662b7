import { signal } from '@preact/signals';

/** The languages of the desk. */
export type Language = 'tr' | 'en';

const KEY = 'contacthub.desk.language';

function firstLanguage(): Language {
  const kept = globalThis.localStorage?.getItem(KEY);
  if (kept === 'tr' || kept === 'en') return kept;
  return globalThis.navigator?.language?.startsWith('tr') === false ? 'en' : 'tr';
}

/** The language that the screens are in; components that read it redraw when it changes. */
export const language = signal<Language>(firstLanguage());

/** Shows the desk in another language and remembers it for the sign-in screen. */
export function setLanguage(next: Language): void {
  language.value = next;
  globalThis.localStorage?.setItem(KEY, next);
  if (globalThis.document) document.documentElement.lang = next;
}
