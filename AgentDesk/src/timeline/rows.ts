import type { DeliveryStatus, Echo, EventOf, TimelineEvent, TimelineState } from '@contacthub/client';
import { readUpTo, revised } from '@contacthub/client';
import type { Fate } from '../mail/MailFate';
import { isCallEvent, type CallEvent } from './callEvents';

/** One line of the timeline as it is drawn. */
export type Row =
  | { readonly type: 'day'; readonly key: string; readonly at: string }
  | { readonly type: 'message'; readonly key: string; readonly event: EventOf<'messagePosted'>; readonly first: boolean; readonly read: boolean; readonly delivery: DeliveryStatus | null; readonly marked: boolean }
  | { readonly type: 'note'; readonly key: string; readonly event: EventOf<'noteAdded'> }
  | { readonly type: 'mail'; readonly key: string; readonly event: EventOf<'emailReceived'> }
  | { readonly type: 'sentMail'; readonly key: string; readonly event: EventOf<'emailSent'>; readonly fate: Fate }
  | { readonly type: 'call'; readonly key: string; readonly events: readonly CallEvent[]; readonly notes: readonly EventOf<'noteAdded'>[] }
  | { readonly type: 'cimer'; readonly key: string; readonly event: EventOf<'cimerReceived'> | EventOf<'cimerAnswered'> }
  | { readonly type: 'event'; readonly key: string; readonly event: TimelineEvent }
  | { readonly type: 'echo'; readonly key: string; readonly echo: Echo; readonly note: boolean };

/** `first`: begins a group. `read`: by the citizen. `delivery`: how far it came in a messenger, when that tells. `marked`: the last of a run of an agent's messages that are all read, or all not. */
type MessageRow = Extract<Row, { type: 'message' }>;
type CallRow = Extract<Row, { type: 'call' }>;

/** Messages of one writer closer together than this are drawn as one group, in milliseconds. */
const GROUP_WITHIN = 5 * 60_000;

/** Shown elsewhere (read marks) or to nobody (what a newer hub told). */
const SILENT: ReadonlySet<TimelineEvent['kind']> = new Set(['messagesRead', 'messageUpdated', 'messageDeleted', 'hidden', 'unknown']);

/** Lays out a timeline: day separators, grouped messages with their read marks, calls with their notes, notes, quiet lines, and what is still being sent. */
export function rowsOf(state: TimelineState, isNote: (clientId: string) => boolean): Row[] {
  const rows: Row[] = [];
  const citizenRead = readUpTo(state, 'citizen');
  const deliveries = deliveriesOf(state);
  const calls = new Map<string, number>();
  let day = '';
  let before: { by: string; at: number } | null = null;
  for (const event of revised(state.entries)) {
    if (SILENT.has(event.kind)) continue;
    const call = isCallEvent(event) || event.kind === 'noteAdded' ? event.data.callId : null;
    const at = call === null ? undefined : calls.get(call);
    if (at !== undefined) {
      // All of a call, and what was written down of it, stands where the call began.
      const row = rows[at] as CallRow;
      rows[at] = isCallEvent(event) ? { ...row, events: [...row.events, event] } : { ...row, notes: [...row.notes, event as EventOf<'noteAdded'>] };
      continue;
    }
    const today = new Date(event.at).toDateString();
    if (today !== day) {
      rows.push({ type: 'day', key: `day-${event.seq}`, at: event.at });
      day = today;
      before = null;
    }
    const key = String(event.seq);
    if (event.kind === 'messagePosted') {
      const by = `${event.by.kind}:${event.by.id}`;
      const at = Date.parse(event.at);
      const first = before?.by !== by || at - before.at > GROUP_WITHIN;
      rows.push({ type: 'message', key, event, first, read: event.by.kind !== 'citizen' && event.seq <= citizenRead, delivery: deliveries.get(event.seq) ?? null, marked: false });
      before = { by, at };
      continue;
    }
    before = null;
    if (isCallEvent(event)) {
      calls.set(event.data.callId, rows.length);
      rows.push({ type: 'call', key: `call-${event.data.callId}`, events: [event], notes: [] });
    } else if (event.kind === 'noteAdded') rows.push({ type: 'note', key, event });
    else if (event.kind === 'emailReceived') rows.push({ type: 'mail', key, event });
    else if (event.kind === 'emailSent') rows.push({ type: 'sentMail', key, event, fate: fateOf(state, event) });
    else if (event.kind === 'cimerReceived' || event.kind === 'cimerAnswered') rows.push({ type: 'cimer', key, event });
    else rows.push({ type: 'event', key, event });
  }
  const marked = rows.map((row, at) => (row.type === 'message' && row.event.by.kind === 'agent' ? { ...row, marked: !goesOn(row, rows[at + 1]) } : row));
  for (const echo of state.echoes) marked.push({ type: 'echo', key: `echo-${echo.clientId}`, echo, note: isNote(echo.clientId) });
  return marked;
}

const goesOn = (row: MessageRow, next: Row | undefined) =>
  next?.type === 'message' && next.event.by.kind === 'agent' && next.event.by.id === row.event.by.id && next.read === row.read && next.delivery === row.delivery;

/** Reports may come late and in any order: the highest counts. */
const REACHED: readonly DeliveryStatus[] = ['sent', 'delivered', 'read', 'failed'];

/** How far messages came, by their sequence. */
function deliveriesOf(state: TimelineState): ReadonlyMap<number, DeliveryStatus> {
  const reached = new Map<number, DeliveryStatus>();
  for (const event of state.entries) {
    if (event.kind !== 'deliveryReported') continue;
    const { seq, status } = event.data;
    if (REACHED.indexOf(status) > REACHED.indexOf(reached.get(seq) ?? 'sent') || !reached.has(seq)) reached.set(seq, status);
  }
  return reached;
}

/** A bounce and the hub's own giving up may tell the same of one recipient; the last one counts. */
function fateOf(state: TimelineState, mail: EventOf<'emailSent'>): Fate {
  const failed = new Map<string, EventOf<'emailFailed'>['data']>();
  let sent = false;
  for (const event of state.entries) {
    if (event.kind === 'deliveryReported' && event.data.seq === mail.seq && event.data.status !== 'failed') sent = true;
    if (event.kind === 'emailFailed' && event.data.messageId === mail.data.messageId) failed.set(event.data.recipient.toLowerCase(), event.data);
  }
  return { sent, failed: [...failed.values()] };
}
