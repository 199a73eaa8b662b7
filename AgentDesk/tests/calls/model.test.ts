import { describe, expect, it } from 'vitest';
import { afterTold, countsFrom, inOrder, writtenNumber, type Call, type CallState } from '../../src/calls/model';

const call = (callId: string, state: CallState, since = '2026-05-04T09:00:00Z'): Call => ({
  callId, state, direction: 'in', number: '+905321234567', verified: true, conversationId: 'c-1', earlier: 0, since, changedAt: '2026-05-04T09:01:00Z',
});

describe('the calls of an agent', () => {
  it('begin with what asks for something, and among equals with who waits longest', () => {
    const calls = [call('done', 'wrapUp'), call('new', 'ringing', '2026-05-04T09:05:00Z'), call('talk', 'talking'), call('old', 'ringing')];
    expect(inOrder(calls).map(({ callId }) => callId)).toEqual(['old', 'new', 'talk', 'done']);
  });

  it('keep a wrap-up whose note is being written after its time', () => {
    const before = [call('written', 'wrapUp'), call('untouched', 'wrapUp'), call('rings', 'ringing')];
    const after = afterTold(before, [], (id) => id !== 'untouched');
    expect(after.map(({ callId, state, until }) => [callId, state, until])).toEqual([['written', 'wrapUp', null]]);
  });

  it('are as the hub tells them otherwise', () => {
    const told = [call('a', 'talking')];
    expect(afterTold([call('a', 'ringing'), call('b', 'ringing')], told, () => true)).toEqual(told);
  });

  it('count the waiting of who rings and the talk of who talks', () => {
    expect(countsFrom(call('a', 'ringing'))).toBe('2026-05-04T09:00:00Z');
    expect(countsFrom(call('a', 'talking'))).toBe('2026-05-04T09:01:00Z');
  });
});

it('numbers are written as people write them', () => {
  expect(['+905321234567', '+902161112233', '+4930123456', '4441530'].map(writtenNumber)).toEqual(['0 532 123 45 67', '0 216 111 22 33', '+4930123456', '4441530']);
});
