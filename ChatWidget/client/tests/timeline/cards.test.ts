import { describe, expect, test } from 'vitest';
import { cardOf } from '../../src/timeline/cards.ts';
import { parseEvent } from '../../src/timeline/parseEvent.ts';
import { parseSignal } from '../../src/timeline/parsePage.ts';
import { timelineReducer, typingLapse } from '../../src/timeline/reducer.ts';
import { isMessage, revised } from '../../src/timeline/selectors.ts';
import { emptyTimeline } from '../../src/timeline/state.ts';

const bot = { kind: 'bot', id: 'deneme', name: 'Deneme Botu' };
const citizen = { kind: 'citizen', id: 'v-1' };
const event = (seq: number, kind: string, data: unknown, by: unknown = bot) => parseEvent({ seq, at: '2026-05-04T09:12:33.120Z', kind, channel: 'chat', by, data });
const words = (...events: ReturnType<typeof event>[]) => revised(events).flatMap(one => (isMessage(one) ? [one.data.text] : []));

describe('cards', () => {
  test('are read with their pictures and buttons', () => {
    const message = event(1, 'messagePosted', {
      text: '', cards: [{
        title: 'Hava', images: [{ url: 'https://a.example/b.png', alt: 'Güneş' }, { url: 'http://a.example/c.png' }],
        buttons: [{ id: 'b.0', text: 'Yarın', kind: 'imBack', said: 'yarın nasıl' }, { id: 'b.1', text: 'Harita', kind: 'openUrl', value: 'https://harita.example/' }],
      }],
    });
    expect(isMessage(message) && message.data.cards.map(cardOf)).toEqual([{
      title: 'Hava', subtitle: null, text: null, images: [{ url: 'https://a.example/b.png', alt: 'Güneş' }],
      buttons: [{ id: 'b.0', text: 'Yarın', said: 'yarın nasıl', href: null }, { id: 'b.1', text: 'Harita', said: null, href: 'https://harita.example/' }],
      form: null,
    }]);
  });

  test('lead nowhere that a link may not', () => {
    const message = event(1, 'messagePosted', { text: 'x', options: [{ id: 'b.0', text: 'Kötü', kind: 'openUrl', value: 'javascript:alert(1)' }] });
    expect(isMessage(message) && message.data.options[0]!.href).toBeNull();
  });
});

describe('messages that a bot changes', () => {
  test('say what the last change says, and are gone when they were taken back', () => {
    const said = [event(1, 'messagePosted', { text: 'Taslak' }), event(2, 'messagePosted', { text: 'Yanlış' })];
    const changes = [event(3, 'messageUpdated', { seq: 1, text: 'İlk hali' }), event(4, 'messageUpdated', { seq: 1, text: 'Son hali' }), event(5, 'messageDeleted', { seq: 2 })];
    expect(words(...said, ...changes)).toEqual(['Son hali']);
  });

  test("nobody else's words change", () => {
    expect(words(event(1, 'messagePosted', { text: 'Benim' }, citizen), event(2, 'messageDeleted', { seq: 1 }))).toEqual(['Benim']);
  });
});

test('what a bot has written so far stays while it types, and goes when it lapses', () => {
  const typing = (text?: string) => ({ type: 'signal' as const, signal: parseSignal({ kind: 'typing', by: bot, typing: true, text })!, now: 0 });
  const state = timelineReducer(timelineReducer(emptyTimeline, typing('Su kesin')), typing());
  expect(state.typing.map(one => one.text)).toEqual(['Su kesin']);
  expect(timelineReducer(state, { type: 'tick', now: typingLapse }).typing).toEqual([]);
});
