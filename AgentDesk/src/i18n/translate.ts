import { language } from './language';
import { texts, type TextKey } from './texts';

export type { TextKey };

/** Values for the `{name}` places of a text. */
export type Values = Readonly<Record<string, string | number>>;

/** Fills the `{name}` places of a text; a place without a value stays as it is. */
export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (name in values ? String(values[name]) : place));
}

/** The text for a key in the chosen language. With `n` among the values, a text of the form `one|many` is chosen by it. */
export function t(key: TextKey, values?: Values): string {
  const text: string = texts[key][language.value === 'tr' ? 0 : 1];
  if (!values) return text;
  const [one, many] = text.split('|');
  return fill(many !== undefined && values['n'] !== 1 ? many : one!, values);
}

/** Of a text kept in Turkish and maybe in English, the one for the chosen language. */
export function local(text: { readonly tr: string; readonly en?: string | null | undefined }): string {
  return (language.value === 'en' && text.en) || text.tr;
}
