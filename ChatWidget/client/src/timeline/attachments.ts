import { list, number, object, text, textOrNull, type Json } from '../json.ts';
import type { Attachment } from './events.ts';

/** What is attached to a message or mail. Throws ShapeError. */
export function attachmentsOf(json: Json): readonly Attachment[] {
  return list(json, 'attachments', item => {
    const one = object(item, 'attachments');
    return {
      id: text(one, 'id'), name: text(one, 'name'), contentType: text(one, 'contentType'), size: number(one, 'size'),
      inline: one['inline'] === true, contentId: textOrNull(one, 'contentId'),
    };
  });
}
