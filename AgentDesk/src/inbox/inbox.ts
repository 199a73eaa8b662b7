import type { Gone, InboxPage, Summary } from '../hub/model';

/**
 * The conversations that the lists show. `cursor` is the log position up to which everything is certainly known: only answers of `inbox` move
 * it, because a push may be lost. What may no longer be seen stays as a mark with its position, so that a late push can't bring it back.
 */
export interface Inbox {
  readonly cursor: number;
  readonly entries: ReadonlyMap<string, Summary | Gone>;
}

/** Nothing known yet. */
export const emptyInbox: Inbox = { cursor: 0, entries: new Map() };

const isGone = (entry: Summary | Gone): entry is Gone => 'gone' in entry && entry.gone === true;

function merge(into: Map<string, Summary | Gone>, changes: readonly (Summary | Gone)[]): void {
  for (const change of changes) {
    const held = into.get(change.id);
    // A gone mark and the summary of the same position differ only in what this agent may see; the later one to arrive is the newer view.
    if (!held || change.position >= held.position) into.set(change.id, change);
  }
}

/** Applies the answer of `inbox`. A reset replaces what is held, except what pushes brought from after its cursor. */
export function applyAnswer(inbox: Inbox, page: InboxPage): Inbox {
  const entries = page.reset
    ? new Map([...inbox.entries].filter(([, entry]) => entry.position > page.cursor))
    : new Map(inbox.entries);
  merge(entries, page.conversations);
  return { cursor: page.reset ? page.cursor : Math.max(inbox.cursor, page.cursor), entries };
}

/** Applies a push: in any order, any number of times, to the same result. */
export function applyPush(inbox: Inbox, page: InboxPage): Inbox {
  const entries = new Map(inbox.entries);
  merge(entries, page.conversations);
  return { cursor: inbox.cursor, entries };
}

/** The conversations that may be seen, in no particular order. */
export function conversations(inbox: Inbox): Summary[] {
  const visible: Summary[] = [];
  for (const entry of inbox.entries.values()) if (!isGone(entry)) visible.push(entry);
  return visible;
}

/** One conversation, if it may be seen. */
export function find(inbox: Inbox, id: string): Summary | undefined {
  const entry = inbox.entries.get(id);
  return entry && !isGone(entry) ? entry : undefined;
}
