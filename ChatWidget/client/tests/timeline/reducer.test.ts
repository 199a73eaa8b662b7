import { describe, expect, test } from 'vitest';
import type { Actor, TimelineEvent } from '../../src/timeline/events.ts';
import { hasOlder, missingAfter, timelineReducer, typingLapse } from '../../src/timeline/reducer.ts';
import { lastMessageSeq, readUpTo, unreadCount } from '../../src/timeline/selectors.ts';
import { emptyTimeline, type TimelineAction, type TimelineState } from '../../src/timeline/state.ts';

const citizen: Actor = { kind: 'citizen', id: 'v-1', name: null };
const agent: Actor = { kind: 'agent', id: 'a-1', name: 'Deniz' };
const at = '2026-05-04T09:00:00Z';

function message(seq: number, by: Actor, clientId: string | null = null): TimelineEvent {
  return {
    seq, at, by, channel: 'chat', kind: 'messagePosted',
    data: { text: `#${seq}`, clientId, optionId: null, options: [], faqId: null, replyToSeq: null, template: null, quote: null, attachments: [], cards: [] },
  };
}

function read(seq: number, by: Actor, upTo: number): TimelineEvent {
  return { seq, at, by, channel: 'chat', kind: 'messagesRead', data: { upTo } };
}

function after(...actions: TimelineAction[]): TimelineState {
  return actions.reduce(timelineReducer, emptyTimeline);
}

const events = (...list: TimelineEvent[]): TimelineAction => ({ type: 'events', events: list });
const echo = (clientId: string): TimelineAction => ({ type: 'echo', echo: { clientId, text: clientId, at, status: 'sending', code: null } });
const seqs = (state: TimelineState) => state.entries.map(entry => entry.seq);

describe('order and gaps', () => {
  test('an event that came early waits, and the gap is reported until it is filled', () => {
    const early = after(events(message(1, citizen)), events(message(3, agent)));
    expect([seqs(early), missingAfter(early)]).toEqual([[1], 1]);
    const filled = timelineReducer(early, events(message(2, citizen)));
    expect([seqs(filled), missingAfter(filled)]).toEqual([[1, 2, 3], null]);
  });

  test('a receipt above what is here reveals a lost push', () => {
    const state = after(events(message(1, citizen)), echo('k'), { type: 'receipt', clientId: 'k', receipt: { seq: 2, at } });
    expect(missingAfter(state)).toBe(1);
  });

  test('a gap answer replaces what is here and keeps what came after it', () => {
    const entries = [8, 9].map(seq => message(seq, agent));
    const state = after(
      events(message(1, citizen)), events(message(10, agent)),
      { type: 'snapshot', page: { entries, lastSeq: 9, gap: true, summary: null } });
    expect([seqs(state), missingAfter(state), hasOlder(state)]).toEqual([[8, 9, 10], null, true]);
  });

  test('older pages are put in front, and only when they fit', () => {
    const state = after({ type: 'snapshot', page: { entries: [5, 6].map(seq => message(seq, agent)), lastSeq: 6, gap: false, summary: null } });
    const older = (...numbers: number[]): TimelineAction => ({ type: 'older', entries: numbers.map(seq => message(seq, agent)) });
    expect(seqs(timelineReducer(state, older(3, 4, 5)))).toEqual([3, 4, 5, 6]);
    expect(seqs(timelineReducer(state, older(1, 2)))).toEqual([5, 6]);
  });
});

describe('echoes', () => {
  test('an echo is sent by its receipt and gone with its event', () => {
    const sent = after(echo('k'), { type: 'receipt', clientId: 'k', receipt: { seq: 1, at } });
    expect(sent.echoes).toMatchObject([{ clientId: 'k', status: 'sent' }]);
    expect(timelineReducer(sent, events(message(1, citizen, 'k'))).echoes).toEqual([]);
  });

  test('the event may overtake the receipt', () => {
    const state = after(echo('k'), events(message(1, citizen, 'k')), { type: 'receipt', clientId: 'k', receipt: { seq: 1, at } });
    expect([state.echoes, missingAfter(state)]).toEqual([[], null]);
  });

  test('an echo restored after its event came is not shown twice', () => {
    expect(after(events(message(1, citizen, 'k')), echo('k')).echoes).toEqual([]);
  });

  test('a failed one stays until it is sent again or discarded', () => {
    const failed = after(echo('k'), echo('l'), { type: 'failed', clientId: 'k', code: 'tooLong' });
    expect(failed.echoes).toMatchObject([{ status: 'failed', code: 'tooLong' }, { status: 'sending' }]);
    expect(timelineReducer(failed, echo('k')).echoes).toMatchObject([{ clientId: 'k', status: 'sending', code: null }, { clientId: 'l' }]);
    expect(timelineReducer(failed, { type: 'discard', clientId: 'k' }).echoes).toMatchObject([{ clientId: 'l' }]);
  });
});

describe('typing and queue', () => {
  const typing = (now: number, on = true): TimelineAction => ({ type: 'signal', now, signal: { kind: 'typing', by: agent, typing: on, text: null } });

  test('typing lapses after six seconds unless it is told again', () => {
    const state = after(typing(0), typing(4_000));
    expect(timelineReducer(state, { type: 'tick', now: typingLapse }).typing).toHaveLength(1);
    expect(timelineReducer(state, { type: 'tick', now: 4_000 + typingLapse }).typing).toEqual([]);
  });

  test('typing ends when told and with the message', () => {
    expect(after(typing(0), typing(1, false)).typing).toEqual([]);
    expect(after(typing(0), events(message(1, agent))).typing).toEqual([]);
    expect(after(typing(0), events(message(1, citizen))).typing).toHaveLength(1);
  });

  test('the position in the queue is forgotten when somebody takes the conversation', () => {
    const opened: TimelineEvent = {
      seq: 1, at, by: citizen, channel: 'chat', kind: 'conversationOpened',
      data: { citizenId: 'v-1', language: 'tr', citizenName: null, verified: false, departmentId: null, page: null, owner: 'queue' },
    };
    const assigned: TimelineEvent = {
      seq: 2, at, by: agent, channel: 'desk', kind: 'agentAssigned', data: { agentId: 'a-1', agentName: 'Deniz', departmentId: null, how: 'accepted' },
    };
    const queued = after(events(opened), { type: 'signal', now: 0, signal: { kind: 'queue', position: 2, waitSeconds: 40, agentsOnline: 1 } });
    expect(queued.queue?.position).toBe(2);
    expect(timelineReducer(queued, events(assigned)).queue).toBeNull();
  });
});

describe('reading', () => {
  const state = after(events(message(1, citizen), message(2, agent), message(3, agent), read(4, citizen, 2), message(5, agent)));

  test('counts what the other side wrote after the mark', () => {
    expect([readUpTo(state, 'citizen'), unreadCount(state, 'citizen'), lastMessageSeq(state, 'staff')]).toEqual([2, 2, 5]);
  });

  test('who answers has read what came before', () => {
    expect([readUpTo(state, 'staff'), unreadCount(state, 'staff')]).toEqual([5, 0]);
  });

  test('a mark never goes back', () => {
    expect(readUpTo(timelineReducer(state, events(read(6, citizen, 1))), 'citizen')).toBe(2);
  });
});
