import { list, object, text, textOrNull } from '../json.ts';
import { safeAddress } from '../markdown/markdown.ts';
import type { Card, MessageOption } from './events.ts';

/** Throws ShapeError. A link that leads where no link may is a button that says nothing but its text. */
export function optionOf(value: unknown): MessageOption {
  const json = object(value, 'options');
  const address = json['kind'] === 'openUrl' ? textOrNull(json, 'value') : null;
  return { id: text(json, 'id'), text: text(json, 'text'), said: textOrNull(json, 'said'), href: address === null ? null : safeAddress(address) };
}

/** Throws ShapeError. Pictures that are not fetched over https are left out. */
export function cardOf(value: unknown): Card {
  const json = object(value, 'cards');
  const images = list(json, 'images', item => {
    const image = object(item, 'images');
    return { url: text(image, 'url'), alt: textOrNull(image, 'alt') };
  });
  return {
    title: textOrNull(json, 'title'), subtitle: textOrNull(json, 'subtitle'), text: textOrNull(json, 'text'),
    images: images.filter(image => image.url.startsWith('https://')), buttons: list(json, 'buttons', optionOf), json,
  };
}
