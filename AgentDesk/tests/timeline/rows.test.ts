import { emptyTimeline, timelineReducer, type DeliveryStatus, type TimelineEvent } from '@contacthub/client';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../src/timeline/rows';

const by = { citizen: { kind: 'citizen', id: 'v-1', name: 'Ayşe' }, agent: { kind: 'agent', id: 'deniz', name: 'Deniz' } } as const;

function message(seq: number, who: keyof typeof by, minute: number, clientId: string | null = null): TimelineEvent {
  return {
    seq, at: new Date(Date.UTC(2026, 4, 4, 9, minute)).toISOString(), by: by[who], channel: 'chat', kind: 'messagePosted',
    data: { text: `m${seq}`, clientId, optionId: null, options: [], faqId: null, replyToSeq: null, template: null, quote: null, attachments: [], cards: [] },
  };
}
const read = (seq: number, upTo: number): TimelineEvent => ({ seq, at: '2026-05-04T09:30:00Z', by: by.citizen, channel: 'chat', kind: 'messagesRead', data: { upTo } });
const of = (...entries: TimelineEvent[]) => timelineReducer(emptyTimeline, { type: 'snapshot', page: { entries, lastSeq: entries.at(-1)?.seq ?? 0, gap: false, summary: null } });
const plain = () => false;

describe('the rows of a timeline', () => {
  it('separate days and group what one writer says within minutes', () => {
    const rows = rowsOf(of(message(1, 'citizen', 0), message(2, 'citizen', 1), message(3, 'citizen', 20), message(4, 'agent', 21)), plain);
    expect(rows.map((row) => (row.type === 'message' ? row.first : row.type))).toEqual(['day', true, false, true, true]);
  });

  it('mark the staff’s messages that the citizen has read, and show no row for it', () => {
    const rows = rowsOf(of(message(1, 'agent', 0), message(2, 'agent', 1), read(3, 1)), plain);
    expect(rows.flatMap((row) => (row.type === 'message' ? [row.read] : []))).toEqual([true, false]);
    expect(rows).toHaveLength(3);
  });

  it('tell how far a message came in a messenger, whatever order the reports come in', () => {
    const report = (seq: number, of: number, status: DeliveryStatus): TimelineEvent => (
      { seq, at: '2026-05-04T09:30:00Z', by: { kind: 'system', id: 'hub', name: null }, channel: 'whatsapp', kind: 'deliveryReported', data: { seq: of, status, code: null, detail: null } });
    const rows = rowsOf(of(message(1, 'agent', 0), message(2, 'agent', 0), message(3, 'agent', 0), report(4, 1, 'read'), report(5, 1, 'sent'), report(6, 2, 'sent'), report(7, 2, 'failed')), plain);
    expect(rows.flatMap((row) => (row.type === 'message' ? [[row.delivery, row.marked]] : []))).toEqual([['read', true], ['failed', true], [null, true]]);
  });

  it('say once for a run of messages that they were sent, or read', () => {
    const rows = rowsOf(of(message(1, 'agent', 0), message(2, 'agent', 0), message(3, 'agent', 1), message(4, 'citizen', 2), message(5, 'agent', 3), message(6, 'agent', 3), read(7, 5)), plain);
    expect(rows.flatMap((row) => (row.type === 'message' ? [row.marked] : []))).toEqual([false, false, true, false, true, true]);
  });

  it('show what is being sent below everything, once, until its event comes', () => {
    const echo = { clientId: 'k', text: 'm2', at: '2026-05-04T09:02:00Z', status: 'sending', code: null } as const;
    const before = timelineReducer(of(message(1, 'citizen', 0)), { type: 'echo', echo });
    expect(rowsOf(before, plain).map((row) => row.type)).toEqual(['day', 'message', 'echo']);
    const after = timelineReducer(before, { type: 'events', events: [message(2, 'agent', 2, 'k')] });
    expect(rowsOf(after, plain).map((row) => row.type)).toEqual(['day', 'message', 'message']);
  });

  it('tell a note on its way from a message', () => {
    const echo = { clientId: 'k', text: 'not', at: '2026-05-04T09:02:00Z', status: 'sending', code: null } as const;
    const rows = rowsOf(timelineReducer(of(), { type: 'echo', echo }), (clientId) => clientId === 'k');
    expect(rows).toEqual([{ type: 'echo', key: 'echo-k', echo, note: true }]);
  });

  it('put all of a call, and what was written down of it, where the call began', () => {
    const at = '2026-05-04T09:00:00.000Z';
    const rang: TimelineEvent = { seq: 1, at, by: by.citizen, channel: 'phone', kind: 'callRang', data: { callId: 'x', direction: 'in', from: '+905321234567', to: '153' } };
    const ended: TimelineEvent = { seq: 3, at, by: by.agent, channel: 'phone', kind: 'callEnded', data: { callId: 'x', direction: 'in', outcome: 'answered', seconds: 60, agentName: 'Deniz' } };
    const note = (seq: number, callId: string | null): TimelineEvent => ({ seq, at, by: by.agent, channel: 'desk', kind: 'noteAdded', data: { text: `n${seq}`, clientId: null, callId } });
    const rows = rowsOf(of(rang, message(2, 'citizen', 0), ended, note(4, 'x'), note(5, 'unknown'), note(6, null)), plain);
    expect(rows.map((row) => row.type)).toEqual(['day', 'call', 'message', 'note', 'note']);
    expect(rows[1]).toMatchObject({ events: [{ seq: 1 }, { seq: 3 }], notes: [{ seq: 4 }] });
  });
});
