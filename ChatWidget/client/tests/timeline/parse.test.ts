import { expect, test } from 'vitest';
import { parseEvent } from '../../src/timeline/parseEvent.ts';
import { parsePage, parseReceipt, parseSignal, parseSummary } from '../../src/timeline/parsePage.ts';

const by = { kind: 'citizen', id: 'v-1', name: 'Ayşe' };
const base = { seq: 7, at: '2026-05-04T09:12:33.120Z', channel: 'chat', by };

test('reads the event of the protocol document', () => {
  const event = parseEvent({ ...base, kind: 'messagePosted', data: { text: 'Çöp?', clientId: '01J', options: [{ id: 'a', text: 'A' }], faqId: null } });
  expect(event).toEqual({
    ...base, kind: 'messagePosted',
    data: { text: 'Çöp?', clientId: '01J', optionId: null, options: [{ id: 'a', text: 'A', said: null, href: null }], cards: [], faqId: null, replyToSeq: null, template: null, quote: null, attachments: [] },
  });
});

test.each([
  ['a kind from the future', { ...base, kind: 'sent', data: {} }],
  ['a name that every object has', { ...base, kind: 'constructor', data: {} }],
  ['a known kind with bad data', { ...base, kind: 'messagePosted', data: { text: 7 } }],
  ['a known kind without data', { ...base, kind: 'messagesRead' }],
  ['an event without an actor', { ...base, kind: 'noteAdded', by: undefined, data: { text: 'x' } }],
  ['options that are none', { ...base, kind: 'messagePosted', data: { text: 'x', options: [7] } }],
])('%s keeps its place', (_, json) => {
  expect(parseEvent(json)).toEqual({ seq: 7, at: base.at, kind: 'unknown', name: json.kind });
});

test.each([null, 7, 'x', [], {}, { seq: 0 }, { seq: 1.5 }, { seq: '7' }, { seq: 2 ** 53 }])('%j is no event at all', json => {
  expect(() => parseEvent(json)).toThrow(/is not/);
});

test('a page comes out in order', () => {
  const entries = [2, 1].map(seq => ({ ...base, seq, kind: 'hidden' }));
  const page = parsePage({ entries, lastSeq: 2, gap: false, summary: { owner: 'bot', number: 12 }, open: true });
  expect(page.entries.map(entry => entry.seq)).toEqual([1, 2]);
  expect(page.summary).toMatchObject({ owner: 'bot', number: 12, agentName: null, labels: [] });
});

test('signals of other kinds are nothing, broken ones are told', () => {
  expect(parseSignal({ kind: 'weather' })).toBeNull();
  expect(parseSignal({ kind: 'queue', position: 2, waitSeconds: null, agentsOnline: 0 })).toMatchObject({ position: 2, waitSeconds: null });
  expect(() => parseSignal({ kind: 'queue', position: 'two' })).toThrow('"position" is not a number');
  expect(() => parseSummary({ owner: 'nobody' })).toThrow('"owner" is not one of');
  expect(() => parseReceipt('7')).toThrow('"receipt" is not an object');
});
