import { flag, list, numberOrNull, object, ShapeError, text, textOrNull, type Json } from '../json.ts';
import type { Card } from './events.ts';
import { optionOf } from './parseOption.ts';

/** Something to fill in on a card; docs/protocol.md section 2 says what each member means. */
export interface CardField {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly placeholder: string | null;
  readonly value: string | null;
  readonly isRequired: boolean;
  readonly error: string | null;
  readonly maxLength: number | null;
  readonly min: string | null;
  readonly max: string | null;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
}

export interface CardForm {
  readonly fields: readonly CardField[];
  /** The buttons that send what is filled in, by their ids. */
  readonly submits: readonly string[];
}

/** What is to be filled in on a card; null for one that has nothing of the kind. Throws ShapeError. */
function formOf(json: Json): CardForm | null {
  const fields = list(json, 'fields', item => {
    const field = object(item, 'fields');
    return {
      id: text(field, 'id'), kind: text(field, 'kind'), label: text(field, 'label'), placeholder: textOrNull(field, 'placeholder'), value: textOrNull(field, 'value'),
      isRequired: flag(field, 'isRequired'), error: textOrNull(field, 'error'), maxLength: numberOrNull(field, 'maxLength'), min: textOrNull(field, 'min'), max: textOrNull(field, 'max'),
      choices: list(field, 'choices', one => {
        const choice = object(one, 'choices');
        return { title: text(choice, 'title'), value: text(choice, 'value') };
      }),
    };
  });
  const buttons = list(json, 'buttons', button => object(button, 'buttons')).filter(button => button['kind'] === 'submit');
  return fields.length === 0 ? null : { fields, submits: buttons.map(button => text(button, 'id')) };
}

/** A card, which comes with its message unread: few messages have any. Null when it is not what it claims to be. Pictures that are not fetched over https are left out. */
export function cardOf(json: Json): Card | null {
  try {
    const images = list(json, 'images', item => {
      const image = object(item, 'images');
      return { url: text(image, 'url'), alt: textOrNull(image, 'alt') };
    });
    return {
      title: textOrNull(json, 'title'), subtitle: textOrNull(json, 'subtitle'), text: textOrNull(json, 'text'),
      images: images.filter(image => image.url.startsWith('https://')), buttons: list(json, 'buttons', optionOf), form: formOf(json),
    };
  } catch (error) {
    if (error instanceof ShapeError) return null;
    throw error;
  }
}
