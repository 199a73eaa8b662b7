import { isMessage, readUpTo, revised, type Attachment, type EchoFile, type EventOf, type MessageOption, type TimelineEvent, type TimelineState } from '@contacthub/client';
import type { MessageKey } from '../i18n/messages.ts';

/** Unread, as they came. */
type MessageCards = EventOf<'messagePosted'>['data']['cards'];

export type Delivery = 'sending' | 'sent' | 'read' | 'failed';

export interface MessageLine {
  readonly kind: 'message';
  readonly key: string;
  readonly from: 'citizen' | 'bot' | 'agent';
  /** The name of an agent, or of another system of the municipality, which speaks as staff do; null for the others. */
  readonly name: string | null;
  readonly text: string;
  readonly files: readonly (Attachment | EchoFile)[];
  /** The entry's sequence; null while the hub has not told of it. */
  readonly seq: number | null;
  /** What a bot shows besides. */
  readonly cards?: MessageCards;
  readonly at: string;
  /** First and last of a run by the same writer. */
  readonly first: boolean;
  readonly last: boolean;
  /** Shown under the newest own message, and under each that is not sent. */
  readonly delivery: Delivery | null;
  /** Set while the message is in the outbox. */
  readonly clientId: string | null;
  readonly code: string | null;
}

export type Line =
  | MessageLine
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'note'; readonly key: string; readonly text: MessageKey; readonly values: Readonly<Record<string, string | number>> };

/** Messages of one writer this close together look like one. Milliseconds. */
const runLength = 3 * 60_000;

/** What the log shows, in order: days, messages and what happened between them. */
export function linesOf(state: TimelineState): readonly Line[] {
  const lines: Line[] = [];
  const read = readUpTo(state, 'staff');
  for (const event of revised(state.entries)) {
    if (isMessage(event)) {
      const from = event.by.kind === 'system' ? 'agent' : event.by.kind;
      const delivery = from !== 'citizen' ? null : event.seq <= read ? 'read' : 'sent';
      const name = from === 'agent' ? event.by.name : null;
      push(lines, { key: `m${event.seq}`, from, name, text: event.data.text, cards: event.data.cards, files: event.data.attachments, seq: event.seq, at: event.at, delivery, clientId: null, code: null });
    } else {
      const note = noteOf(event);
      if (note) lines.push({ kind: 'note', key: `n${event.seq}`, ...note });
    }
  }
  for (const echo of state.echoes) {
    const { clientId, text, files = [], at, status, code } = echo;
    push(lines, { key: clientId, from: 'citizen', name: null, text, files, seq: null, at, delivery: status, clientId, code });
  }
  return withRuns(lines);
}

/** The buttons under the newest bot message, as long as nobody has said anything after it. */
export function openOptions(state: TimelineState): readonly MessageOption[] {
  const newest = revised(state.entries).findLast(isMessage);
  const answerable = newest?.by.kind === 'bot' && state.echoes.length === 0 && state.summary?.owner === 'bot';
  return answerable ? newest.data.options : [];
}

function push(lines: Line[], message: Omit<MessageLine, 'kind' | 'first' | 'last'>): void {
  const day = dayOf(message.at);
  const before = lines.findLast(line => line.kind !== 'note');
  if (!before || dayOf(before.at) !== day) lines.push({ kind: 'day', key: `d${day}`, at: message.at });
  lines.push({ kind: 'message', first: true, last: true, ...message });
}

function withRuns(lines: readonly Line[]): readonly Line[] {
  const newestOwn = lines.findLast(line => line.kind === 'message' && line.from === 'citizen' && line.clientId === null);
  return lines.map((line, index) => {
    if (line.kind !== 'message') return line;
    const shown = line === newestOwn || line.clientId !== null;
    return { ...line, first: !joins(lines[index - 1], line), last: !joins(line, lines[index + 1]), delivery: shown ? line.delivery : null };
  });
}

function joins(a: Line | undefined, b: Line | undefined): boolean {
  return a?.kind === 'message' && b?.kind === 'message' && a.from === b.from && a.name === b.name
    && Date.parse(b.at) - Date.parse(a.at) < runLength;
}

/** The day on this device's calendar. */
export function dayOf(at: string): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

function noteOf(event: TimelineEvent): { text: MessageKey; values: Record<string, string | number> } | null {
  switch (event.kind) {
    case 'agentAssigned': return { text: 'joined', values: { name: event.data.agentName } };
    case 'agentReleased': return event.data.reason === 'transferred' || event.data.reason === 'taken' ? null : { text: 'left', values: {} };
    case 'conversationTransferred': return { text: 'transferred', values: {} };
    case 'conversationResolved': return { text: 'resolved', values: {} };
    case 'conversationReopened': return { text: 'reopened', values: {} };
    case 'satisfactionRated': return { text: 'rated', values: {} };
    default: return null;
  }
}
