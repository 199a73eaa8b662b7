import { emptyTimeline, parseEvent, timelineReducer, type TimelineState } from '@contacthub/client';
import { describe, expect, test } from 'vitest';
import { linesOf, openOptions } from '../../src/panel/lines.ts';

const citizen = { kind: 'citizen', id: 'v-1' };
const bot = { kind: 'bot', id: 'faq' };
const deniz = { kind: 'agent', id: 'a-1', name: 'Deniz' };
const opened = ['conversationOpened', citizen, { citizenId: 'v-1', language: 'tr' }] as const;
type Step = readonly [kind: string, by: unknown, data: unknown, minute?: number];

function timeline(...steps: Step[]): TimelineState {
  const events = steps.map(([kind, by, data, minute = 0], index) => parseEvent({
    seq: index + 1, at: new Date(2026, 4, 4, 12, minute).toISOString(), kind, channel: 'chat', by, data,
  }));
  return timelineReducer(emptyTimeline, { type: 'events', events });
}

const echo = (status: 'sending' | 'failed') => ({ clientId: 'k', text: 'x', at: new Date(2026, 4, 4, 12, 9).toISOString(), status, code: null });
const messages = (state: TimelineState) => linesOf(state).flatMap(line => (line.kind === 'message' ? [line] : []));

describe('lines', () => {
  test('a run is one writer within three minutes', () => {
    const runs = messages(timeline(
      opened, ['messagePosted', deniz, { text: 'a' }, 0], ['messagePosted', deniz, { text: 'b' }, 1], ['messagePosted', deniz, { text: 'c' }, 9]));
    expect(runs.map(({ first, last }) => [first, last])).toEqual([[true, false], [false, true], [true, true]]);
  });

  test('a new day has a line before its first message', () => {
    const kinds = linesOf(timeline(opened, ['messagePosted', bot, { text: 'a' }], ['messagePosted', bot, { text: 'b' }, 24 * 60]));
    expect(kinds.map(line => line.kind)).toEqual(['day', 'message', 'day', 'message']);
  });

  test('the newest own message says how far it got, and so does each unsent one', () => {
    const state = timeline(opened, ['messagePosted', citizen, { text: 'a' }], ['messagePosted', citizen, { text: 'b' }], ['messagesRead', deniz, { upTo: 3 }]);
    expect(messages(state).map(line => line.delivery)).toEqual([null, 'read']);
    expect(messages({ ...state, echoes: [echo('failed')] }).map(line => line.delivery)).toEqual([null, 'read', 'failed']);
  });

  test('staff-only places and kinds of the future show nothing', () => {
    expect(linesOf(timeline(opened, ['hidden', null, null], ['mailArrived', bot, {}], ['messagesRead', deniz, { upTo: 1 }]))).toEqual([]);
  });

  test('shows what another system of the municipality says as the staff\'s, under its name', () => {
    const system = { kind: 'system', id: 'key-1', name: 'Abone sistemi' } as const;
    expect(messages(timeline(opened, ['messagePosted', system, { text: 'Sayacınız okunacak.' }]))).toMatchObject([{ from: 'agent', name: 'Abone sistemi', delivery: null }]);
  });

  test('what happened between messages is said in words, a recorded request by the bot alone', () => {
    const notes = linesOf(timeline(
      opened, ['agentAssigned', deniz, { agentId: 'a-1', agentName: 'Deniz', how: 'taken' }], ['requestRecorded', citizen, { text: 'x' }],
      ['agentReleased', deniz, { agentId: 'a-1', reason: 'transferred' }], ['conversationResolved', deniz, {}]));
    expect(notes.map(line => line.kind === 'note' && line.text)).toEqual(['joined', 'resolved']);
  });
});

describe('quick replies', () => {
  const asked = ['messagePosted', bot, { text: 'Hangisi?', options: [{ id: 'faq:1', text: 'Su' }] }] as const;

  test('stand under the newest message of the bot', () => {
    expect(openOptions(timeline(opened, asked))).toMatchObject([{ id: 'faq:1', text: 'Su' }]);
  });

  test('go once something is said, even if it is unsent, and when a person takes over', () => {
    expect(openOptions(timeline(opened, asked, ['messagePosted', citizen, { text: 'x' }]))).toEqual([]);
    expect(openOptions({ ...timeline(opened, asked), echoes: [echo('sending')] })).toEqual([]);
    expect(openOptions(timeline(opened, asked, ['queueEntered', bot, { departmentId: 'su' }]))).toEqual([]);
  });
});
