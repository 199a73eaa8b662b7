import { ask } from '../http/http';
import { language } from '../i18n/language';

/** A template of the municipality's account, as the hub tells of it (protocol, section 8). */
export interface Template {
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly header?: string | null;
  /** A file of this kind goes above the text. */
  readonly media?: 'image' | 'video' | 'document' | null;
  readonly body: string;
  readonly footer?: string | null;
  readonly buttons: readonly { readonly text: string; readonly kind: 'reply' | 'url' | 'phone'; readonly url?: string | null }[];
  readonly fields: readonly { readonly key: string; readonly example?: string | null }[];
}

/** What is filled in, by the fields' keys. */
export type Values = Readonly<Record<string, string>>;

const pathOf = (conversationId: string) => `/api/desk/conversations/${conversationId}/templates`;

/** The templates that can be sent now; `fresh` has the hub ask WhatsApp for them. */
export const templatesOf = async (conversationId: string, fresh: boolean) =>
  (await ask<{ items: readonly Template[] }>('GET', pathOf(conversationId) + (fresh ? '?fresh=true' : ''))).items;

/** Sends a template. The same `clientId` again is not sent twice. */
export const sendTemplate = (conversationId: string, message: { clientId: string; template: { name: string; language: string; values: Values }; uploads: readonly string[] }) =>
  ask<{ readonly seq: number }>('POST', pathOf(conversationId), message);

/** A piece of a text with blanks; `value`: what is filled in there, '' while nothing is, null of what stands there anyway. */
export interface Piece {
  readonly text: string;
  readonly value: string | null;
}

/** Takes a text apart where something is filled in: `{{1}}`, `{{first_name}}`. `part` is header or body, as the keys of its fields begin. */
export function piecesOf(text: string, part: 'header' | 'body', values: Values): Piece[] {
  return text.split(/(\{\{\s*[a-z0-9_]+\s*\}\})/).filter((piece) => piece !== '').map((piece) => {
    const name = /^\{\{\s*([a-z0-9_]+)\s*\}\}$/.exec(piece)?.[1];
    return { text: piece, value: name === undefined ? null : (values[`${part}.${name}`] ?? '').trim() };
  });
}

/** Whether all that has to be filled in is. */
export const isFilled = (template: Template, values: Values) => template.fields.every(({ key }) => (values[key] ?? '').trim() !== '');

/** What may be typed where: a header is short; line breaks, tabs and rows of spaces are nowhere taken, so pasted ones become single spaces. */
export const longest = (key: string) => (key.startsWith('header.') ? 60 : 1024);
export const oneLine = (text: string) => text.replace(/[\n\r\t]+/g, ' ').replace(/ {5,}/g, ' ');

/** The templates in whose name or words all that was typed is found, whatever its case. */
export function found(templates: readonly Template[], typed: string): readonly Template[] {
  const words = typed.toLocaleLowerCase('tr').split(/\s+/).filter((word) => word !== '');
  return templates.filter(({ name, header, body }) => {
    const text = [name, name.replaceAll('_', ' '), header ?? '', body].join(' ').toLocaleLowerCase('tr');
    return words.every((word) => text.includes(word));
  });
}

/** A template's language in words; as it is written where the browser knows none for it. */
export function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(language.value, { type: 'language' }).of(code.replaceAll('_', '-')) ?? code;
  } catch {
    // Not a language tag.
    return code;
  }
}
