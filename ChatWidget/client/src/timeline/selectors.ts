import type { EventOf, TimelineEvent } from './events.ts';
import type { TimelineState } from './state.ts';

/** The two sides of a conversation; the bot's and the hub's messages are on the staff's. */
export type Side = 'citizen' | 'staff';

export function sideOf(kind: 'system' | 'citizen' | 'bot' | 'agent'): Side {
  return kind === 'citizen' ? 'citizen' : 'staff';
}

export function isMessage(event: TimelineEvent): event is EventOf<'messagePosted'> {
  return event.kind === 'messagePosted';
}

/** Whether it is something that a side is to read: a message, for staff also a mail and a call that nobody took. */
function isForReading(event: TimelineEvent, by: Side): boolean {
  if (isMessage(event)) return sideOf(event.by.kind) === by;
  if (event.kind === 'emailReceived') return by === 'citizen' && !event.data.auto;
  return event.kind === 'callEnded' && by === 'citizen' && event.data.direction === 'in' && event.data.outcome !== 'answered';
}

/** Up to which sequence a side has read; 0 for nothing. Who writes has read what came before. */
export function readUpTo(state: TimelineState, side: Side): number {
  let upTo = 0;
  for (const event of state.entries) {
    if (event.kind === 'messagesRead' && sideOf(event.by.kind) === side) upTo = Math.max(upTo, event.data.upTo);
    if (event.kind === 'emailSent' && !event.data.auto && side === 'staff') upTo = Math.max(upTo, event.seq);
    if (isMessage(event) && event.by.kind === (side === 'citizen' ? 'citizen' : 'agent')) upTo = Math.max(upTo, event.seq);
  }
  return upTo;
}

/** Messages of the other side that a side has not read. */
export function unreadCount(state: TimelineState, side: Side): number {
  const upTo = readUpTo(state, side);
  const other = side === 'citizen' ? 'staff' : 'citizen';
  return state.entries.filter(event => isForReading(event, other) && event.seq > upTo).length;
}

/** The last message of the other side, which reading acknowledges; 0 when there is none. */
export function lastMessageSeq(state: TimelineState, by: Side): number {
  return state.entries.findLast(event => isForReading(event, by))?.seq ?? 0;
}

/** The entries as they stand now: bots change messages of their own, and take some back. */
export function revised(entries: readonly TimelineEvent[]): readonly TimelineEvent[] {
  const changes = new Map<number, EventOf<'messageUpdated'> | EventOf<'messageDeleted'>>();
  for (const event of entries) {
    if (event.kind === 'messageUpdated' || event.kind === 'messageDeleted') changes.set(event.data.seq, event);
  }
  if (changes.size === 0) return entries;
  return entries.flatMap(event => {
    const change = event.kind === 'messagePosted' && event.by.kind === 'bot' ? changes.get(event.seq) : undefined;
    if (!change) return [event];
    if (change.kind === 'messageDeleted' || event.kind !== 'messagePosted') return [];
    const { text, options, cards } = change.data;
    return [{ ...event, data: { ...event.data, text, options, cards } }];
  });
}
