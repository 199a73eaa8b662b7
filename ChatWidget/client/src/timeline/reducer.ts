import type { Signal, Summary, TimelineEvent, TimelinePage } from './events.ts';
import { foldSummary } from './foldSummary.ts';
import type { TimelineAction, TimelineState } from './state.ts';

/** How long a typing signal counts, in milliseconds. */
export const typingLapse = 6_000;

/**
 * What the screen knows after one more thing happened. Pure. Orders by sequence, ignores what is known, keeps aside what came early:
 * whatever is lost, doubled or shuffled on the way, the state is that of a fresh snapshot once nothing is {@link missingAfter}.
 */
export function timelineReducer(state: TimelineState, action: TimelineAction): TimelineState {
  switch (action.type) {
    case 'snapshot': return applySnapshot(state, action.page);
    case 'older': return applyOlder(state, action.entries);
    case 'events': return absorb({ ...state, aside: merge(state.aside, action.events) });
    case 'signal': return applySignal(state, action.signal, action.now);
    case 'tick': {
      const typing = state.typing.filter(one => one.until > action.now);
      return typing.length === state.typing.length ? state : { ...state, typing };
    }
    case 'echo': {
      const known = state.entries.some(entry => writtenAs(entry) === action.echo.clientId);
      const others = state.echoes.filter(echo => echo.clientId !== action.echo.clientId);
      const replaced = state.echoes.map(echo => (echo.clientId === action.echo.clientId ? action.echo : echo));
      if (known) return { ...state, echoes: others };
      return { ...state, echoes: others.length === state.echoes.length ? [...others, action.echo] : replaced };
    }
    case 'receipt':
      return {
        ...state,
        heardOf: Math.max(state.heardOf, action.receipt.seq),
        echoes: state.echoes.map(echo => (echo.clientId === action.clientId ? { ...echo, status: 'sent', code: null } : echo)),
      };
    case 'failed':
      return {
        ...state,
        echoes: state.echoes.map(echo => (echo.clientId === action.clientId ? { ...echo, status: 'failed', code: action.code } : echo)),
      };
    case 'discard':
      return { ...state, echoes: state.echoes.filter(echo => echo.clientId !== action.clientId) };
  }
}

/** The sequence to `join` from because something is missing after it; null when nothing is. */
export function missingAfter(state: TimelineState): number | null {
  return state.heardOf > state.lastSeq ? state.lastSeq : null;
}

/** Whether the conversation began before what is here. */
export function hasOlder(state: TimelineState): boolean {
  return (state.entries[0]?.seq ?? 1) > 1;
}

function applySnapshot(state: TimelineState, page: TimelinePage): TimelineState {
  const heardOf = Math.max(state.heardOf, page.lastSeq);
  const first = page.entries[0]?.seq ?? page.lastSeq + 1;
  const last = page.entries.at(-1)?.seq ?? page.lastSeq;
  // An answer overtaken by pushes says nothing new, not even about the summary.
  const stale = last < state.lastSeq;
  const replaces = !stale && (page.gap || first > state.lastSeq + 1 || state.lastSeq === 0);
  const entries = stale ? state.entries : replaces ? page.entries : append(state.entries, page.entries);
  const summaryIsNews = page.summary !== null && page.lastSeq >= state.summarySeq && !stale;
  const next: TimelineState = {
    ...state, heardOf, entries, lastSeq: entries.at(-1)?.seq ?? 0,
    summary: summaryIsNews ? page.summary : numbered(state.summary, page.summary),
    summarySeq: summaryIsNews ? page.lastSeq : state.summarySeq,
  };
  return absorb(settle(summaryIsNews ? next : foldNew(next, entries), entries));
}

/** A conversation's number never changes, and no event carries it: an answer that is otherwise stale may still tell it. */
function numbered(summary: Summary | null, other: Summary | null): Summary | null {
  return summary && other && summary.number === null ? { ...summary, number: other.number } : summary;
}

function applyOlder(state: TimelineState, older: readonly TimelineEvent[]): TimelineState {
  const first = state.entries[0]?.seq ?? 1;
  const before = older.filter(entry => entry.seq < first);
  return before.at(-1)?.seq === first - 1 ? { ...state, entries: [...before, ...state.entries] } : state;
}

/** Moves what has become contiguous from `aside` to `entries`. */
function absorb(state: TimelineState): TimelineState {
  const fresh: TimelineEvent[] = [];
  const aside: TimelineEvent[] = [];
  let last = state.lastSeq;
  for (const event of state.aside) {
    if (event.seq <= last) continue;
    if (event.seq === last + 1) {
      fresh.push(event);
      last = event.seq;
    } else {
      aside.push(event);
    }
  }
  const heardOf = Math.max(state.heardOf, last, aside.at(-1)?.seq ?? 0);
  const next = { ...state, entries: fresh.length > 0 ? [...state.entries, ...fresh] : state.entries, lastSeq: last, aside, heardOf };
  return fresh.length > 0 ? settle(foldNew(next, fresh), fresh) : next;
}

function foldNew(state: TimelineState, events: readonly TimelineEvent[]): TimelineState {
  let { summary, summarySeq } = state;
  for (const event of events) {
    if (event.seq <= summarySeq) continue;
    summary = foldSummary(summary, event);
    summarySeq = event.seq;
  }
  return { ...state, summary, summarySeq };
}

/** New entries end their writers' echoes and typing, and a queue that was left has no position. */
function settle(state: TimelineState, events: readonly TimelineEvent[]): TimelineState {
  const written = new Set<string>();
  const writers = new Set<string>();
  for (const event of events) {
    const clientId = writtenAs(event);
    if (clientId) written.add(clientId);
    if (event.kind === 'messagePosted') writers.add(event.by.id);
  }
  return {
    ...state,
    echoes: state.echoes.filter(echo => !written.has(echo.clientId)),
    typing: state.typing.filter(one => !writers.has(one.by.id)),
    queue: state.summary?.owner === 'queue' ? state.queue : null,
  };
}

/** The client id of what was written by a person who may have an echo of it. */
function writtenAs(event: TimelineEvent): string | null {
  return event.kind === 'messagePosted' || event.kind === 'noteAdded' ? event.data.clientId : null;
}

function applySignal(state: TimelineState, signal: Signal, now: number): TimelineState {
  switch (signal.kind) {
    case 'queue': return { ...state, queue: signal };
    case 'presence': return { ...state, presence: { ...state.presence, [signal.by.id]: signal.online } };
    case 'typing': {
      const others = state.typing.filter(one => one.by.id !== signal.by.id && one.until > now);
      // Who goes on typing without saying what goes on with what was said.
      const text = signal.text ?? state.typing.find(one => one.by.id === signal.by.id && one.until > now)?.text ?? null;
      return { ...state, typing: signal.typing ? [...others, { by: signal.by, until: now + typingLapse, text }] : others };
    }
  }
}

function append(known: readonly TimelineEvent[], page: readonly TimelineEvent[]): readonly TimelineEvent[] {
  const last = known.at(-1)?.seq ?? 0;
  return [...known, ...page.filter(event => event.seq > last)];
}

function merge(aside: readonly TimelineEvent[], events: readonly TimelineEvent[]): readonly TimelineEvent[] {
  const bySeq = new Map([...aside, ...events].map(event => [event.seq, event]));
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
