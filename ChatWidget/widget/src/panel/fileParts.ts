import type { Language } from '../bridge.ts';
import { fileWords, type FileWord } from '../i18n/fileWords.ts';
import css from '../styles/files.css?inline';

// A sheet of its own that is adopted: what comes later may not bring a style element, by the page's policy.
const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

const kilobyte = 1024;

/** Bytes as people say it. */
export function sizeText(bytes: number, language: Language): string {
  const [value, unit] = bytes < kilobyte ** 2 ? [Math.max(1, Math.round(bytes / kilobyte)), 'kilobyte'] : [bytes / kilobyte ** 2, 'megabyte'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(value);
}

/** A text about files; `{name}` is the file's. */
export const fileText = (word: FileWord, language: Language, name = ''): string => fileWords[language][word].replace('{name}', () => name);

/** What browsers show as a picture, and the hub therefore gives as one. */
export const isPicture = (contentType: string): boolean => /^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(contentType);

/** What the hub gives to be shown; everything else is a download. */
export const isOpened = (contentType: string): boolean => isPicture(contentType) || /^(audio\/|application\/pdf$)/.test(contentType);
