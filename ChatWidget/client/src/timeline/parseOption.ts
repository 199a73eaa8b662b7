import { object, text, textOrNull } from '../json.ts';
import { safeAddress } from '../markdown/markdown.ts';
import type { MessageOption } from './events.ts';

/** Throws ShapeError. A link that leads where no link may is a button that says nothing but its text. */
export function optionOf(value: unknown): MessageOption {
  const json = object(value, 'options');
  const address = json['kind'] === 'openUrl' ? textOrNull(json, 'value') : null;
  return { id: text(json, 'id'), text: text(json, 'text'), said: textOrNull(json, 'said'), href: address === null ? null : safeAddress(address) };
}
