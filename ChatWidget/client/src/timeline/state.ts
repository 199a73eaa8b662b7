import type { Actor, Receipt, Signal, Summary, TimelineEvent, TimelinePage } from './events.ts';

/** A file of a message that is on its way. */
export interface EchoFile {
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
}

/** A message that its writer sees already, while the hub has not told of it yet. */
export interface Echo {
  readonly clientId: string;
  readonly text: string;
  /** Files that go with it. */
  readonly files?: readonly EchoFile[] | undefined;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly status: 'sending' | 'sent' | 'failed';
  /** Why it failed: the hub's code. */
  readonly code: string | null;
}

/** Somebody is typing until then (milliseconds since 1970), unless told otherwise. */
export interface Typing {
  readonly by: Actor;
  readonly until: number;
  /** What a bot has written so far. */
  readonly text: string | null;
}

/** One conversation as one screen knows it. */
export interface TimelineState {
  /** Contiguous, ascending. The first may be above 1: older ones are fetched in pages. */
  readonly entries: readonly TimelineEvent[];
  /** Sequence of the last entry, 0 when there is none. */
  readonly lastSeq: number;
  /** Came too early: something before them is missing. Ascending. */
  readonly aside: readonly TimelineEvent[];
  /** The highest sequence that is known to exist. */
  readonly heardOf: number;
  readonly summary: Summary | null;
  /** The sequence that `summary` is as of. */
  readonly summarySeq: number;
  readonly echoes: readonly Echo[];
  readonly typing: readonly Typing[];
  readonly queue: Extract<Signal, { kind: 'queue' }> | null;
  /** Ids of the actors whose presence was told, and whether they are there. */
  readonly presence: Readonly<Record<string, boolean>>;
}

export const emptyTimeline: TimelineState = {
  entries: [], lastSeq: 0, aside: [], heardOf: 0, summary: null, summarySeq: 0, echoes: [], typing: [], queue: null, presence: {},
};

export type TimelineAction =
  /** The answer to `join` or `open`. */
  | { readonly type: 'snapshot'; readonly page: TimelinePage }
  /** The answer to `page`. */
  | { readonly type: 'older'; readonly entries: readonly TimelineEvent[] }
  /** Pushed. */
  | { readonly type: 'events'; readonly events: readonly TimelineEvent[] }
  | { readonly type: 'signal'; readonly signal: Signal; readonly now: number }
  /** Time went by. */
  | { readonly type: 'tick'; readonly now: number }
  /** A new or resent echo. */
  | { readonly type: 'echo'; readonly echo: Echo }
  | { readonly type: 'receipt'; readonly clientId: string; readonly receipt: Receipt }
  | { readonly type: 'failed'; readonly clientId: string; readonly code: string }
  | { readonly type: 'discard'; readonly clientId: string };
