/** What the embedding page and the panel's frame tell each other with postMessage. Both sides check origin and source of each message. */

export type Language = 'tr' | 'en' | 'ar';

export const languages: readonly Language[] = ['tr', 'en', 'ar'];

export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language);
}

/** From the page to the frame. */
export type ToFrame =
  /** The first one: who asks, and where. `page` is the address without query and fragment. `language` null: the site's first. */
  | { readonly type: 'hello'; readonly language: Language | null; readonly page: string }
  /** `focus`: a person opened it, so the keyboard goes there. */
  | { readonly type: 'open'; readonly focus: boolean }
  | { readonly type: 'close' }
  | { readonly type: 'identify'; readonly token: string }
  | { readonly type: 'language'; readonly language: Language };

/** From the frame to the page. No words of the conversation leave the frame. */
export type ToPage =
  | { readonly type: 'ready' }
  | { readonly type: 'close' }
  | { readonly type: 'unread'; readonly count: number }
  | { readonly type: 'message'; readonly from: 'bot' | 'agent' }
  | { readonly type: 'resolved' }
  | { readonly type: 'error'; readonly code: string }
  /** Whether there is a conversation to come back to on the next page. */
  | { readonly type: 'kept'; readonly kept: boolean }
  | { readonly type: 'language'; readonly language: Language };

const version = 1;

/** Puts a message into the envelope that tells it from other scripts' messages. */
export function wrap(message: ToFrame | ToPage): unknown {
  return { contacthub: version, ...message };
}

/** The message in an envelope; null when it is somebody else's. The sender must have been checked. */
export function unwrap<T extends ToFrame | ToPage>(data: unknown): T | null {
  const envelope = data as { contacthub?: unknown; type?: unknown } | null;
  return typeof envelope === 'object' && envelope?.contacthub === version && typeof envelope.type === 'string' ? data as T : null;
}
