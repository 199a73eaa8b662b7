import { isObject, number, ShapeError, text, textOrNull } from '../json.ts';
import type { Receipt } from '../timeline/events.ts';

/** Something that a person did and the hub has not acknowledged. */
export interface OutboxItem {
  /** The idempotency key, made when the person pressed send. */
  readonly clientId: string;
  /** Items of one lane are sent in order, one at a time; lanes don't wait for each other. One lane per conversation. */
  readonly lane: string;
  /** The hub's method. */
  readonly method: string;
  /** The hub's argument, without the client id. Anything that JSON keeps. */
  readonly payload: unknown;
  /** When it was done: milliseconds since 1970. */
  readonly at: number;
  /** Tells apart what was done in the same millisecond. */
  readonly tie: number;
  /** The hub's code when it refused for good: the person edits, discards or tries again. Null while it waits for its turn. */
  readonly failure: string | null;
}

export type OutboxChange =
  | { readonly kind: 'added' | 'sending' | 'waiting' | 'failed' | 'discarded'; readonly item: OutboxItem }
  | { readonly kind: 'sent'; readonly item: OutboxItem; readonly receipt: Receipt };

/** Reads a stored item; null when it is not one, left by another version perhaps. */
export function readItem(json: string | null): OutboxItem | null {
  try {
    const value: unknown = json === null ? null : JSON.parse(json);
    if (!isObject(value)) return null;
    return {
      clientId: text(value, 'clientId'), lane: text(value, 'lane'), method: text(value, 'method'), payload: value['payload'],
      at: number(value, 'at'), tie: number(value, 'tie'), failure: textOrNull(value, 'failure'),
    };
  } catch (error) {
    if (error instanceof ShapeError || error instanceof SyntaxError) return null;
    throw error;
  }
}
