import { describe, expect, test } from 'vitest';
import { HubError } from '../../src/connection/hubError.ts';
import { Outbox } from '../../src/outbox/outbox.ts';
import type { OutboxChange, OutboxItem } from '../../src/outbox/outboxItem.ts';
import { memoryStorage, type KeyValueStorage } from '../../src/outbox/storage.ts';
import type { Exclusive, TabChannel } from '../../src/outbox/tabs.ts';
import { FakeScheduler, settled } from '../support/fakeScheduler.ts';

interface Tab { storage?: KeyValueStorage; channel?: TabChannel; exclusive?: Exclusive }

function setUp(tab: Tab = {}) {
  const scheduler = new FakeScheduler();
  const storage = tab.storage ?? memoryStorage();
  const sent: OutboxItem[] = [];
  const answers: (HubError | Promise<void>)[] = [];
  const changes: OutboxChange[] = [];
  const state = { ready: true };
  const outbox = new Outbox({
    ...tab, scope: 'demo', storage, scheduler, random: () => 0.5, ready: () => state.ready,
    async send(item) {
      sent.push(item);
      const answer = answers.shift();
      if (answer instanceof HubError) throw answer;
      await answer;
      return { seq: sent.length, at: '2026-05-04T09:00:00Z' };
    },
  });
  outbox.onChange(change => changes.push(change));
  const add = (text: string, lane = 'visitor') => outbox.add(lane, 'send', { text });
  const texts = () => sent.map(item => (item.payload as { text: string }).text);
  return { scheduler, storage, sent, answers, changes, state, outbox, add, texts };
}

function gate() {
  let open = () => {};
  return { closed: new Promise<void>(resolve => { open = resolve; }), open: () => open() };
}

describe('outbox', () => {
  test('sends in the order of the key presses, one at a time', async () => {
    const { add, answers, texts, outbox } = setUp();
    const first = gate();
    answers.push(first.closed);
    for (const text of ['a', 'b', 'c']) add(text);
    await settled();
    expect(texts()).toEqual(['a']);
    first.open();
    await settled();
    expect(texts()).toEqual(['a', 'b', 'c']);
    expect(outbox.items()).toEqual([]);
  });

  test('keeps what is unsent over a reload and sends it with the same client ids', async () => {
    const before = setUp();
    before.state.ready = false;
    const ids = [before.add('a').clientId, before.add('b').clientId];
    const after = setUp({ storage: before.storage });
    after.outbox.resume();
    await settled();
    expect(after.sent.map(item => item.clientId)).toEqual(ids);
    expect(after.outbox.items()).toEqual([]);
  });

  test('keeps an item whose receipt was lost and sends it again under the same client id', async () => {
    const { add, answers, sent, outbox } = setUp();
    answers.push(new HubError('disconnected'));
    const { clientId } = add('a');
    await settled();
    expect(outbox.items()).toHaveLength(1);
    outbox.resume();
    await settled();
    expect(sent.map(item => item.clientId)).toEqual([clientId, clientId]);
  });

  test.each(['unavailable', 'rateLimited'] as const)('tries again after %s and lets nothing overtake', async code => {
    const { add, answers, texts, scheduler } = setUp();
    answers.push(new HubError(code, 'later'), new HubError(code, 'later'));
    add('a');
    add('b');
    await scheduler.advance(10_000);
    expect(texts()).toEqual(['a', 'a', 'a', 'b']);
    expect(scheduler.delays).toEqual([250, 500]);
  });

  test('waits as long as the hub asks for', async () => {
    const { add, answers, scheduler } = setUp();
    answers.push(new HubError('rateLimited', 'Try again in 7'));
    add('a');
    await settled();
    expect(scheduler.delays).toEqual([7_000]);
  });

  test('marks a refused message failed, goes on with the next, and keeps it for its writer', async () => {
    const { add, answers, texts, outbox, changes } = setUp();
    answers.push(new HubError('tooLong'));
    const { clientId } = add('a');
    add('b');
    await settled();
    expect(texts()).toEqual(['a', 'b']);
    expect(outbox.items()).toMatchObject([{ clientId, failure: 'tooLong' }]);
    expect(changes.map(change => change.kind)).toContain('failed');
    outbox.retry(clientId);
    await settled();
    expect(texts()).toEqual(['a', 'b', 'a']);
    expect(outbox.items()).toEqual([]);
  });

  test('asks the writer after the third fault without a code', async () => {
    const { add, answers, texts, scheduler, outbox } = setUp();
    answers.push(new HubError('fault'), new HubError('fault'), new HubError('fault'));
    add('a');
    await scheduler.advance(60_000);
    expect(texts()).toEqual(['a', 'a', 'a']);
    expect(outbox.items()).toMatchObject([{ failure: 'fault' }]);
  });

  test('a discarded message is gone for good', async () => {
    const { add, state, outbox, texts } = setUp();
    state.ready = false;
    const { clientId } = add('a');
    expect(outbox.discard(clientId)?.clientId).toBe(clientId);
    state.ready = true;
    outbox.resume();
    await settled();
    expect(texts()).toEqual([]);
    expect(outbox.discard(clientId)).toBeNull();
  });

  test('one conversation does not hold up another', async () => {
    const { add, answers, texts } = setUp();
    answers.push(gate().closed);
    add('a', 'c-1');
    add('b', 'c-2');
    await settled();
    expect(texts()).toEqual(['a', 'b']);
  });

  test('two tabs that share a lock send every message exactly once, and both hear of it', async () => {
    let queue: Promise<void> = Promise.resolve();
    const exclusive: Exclusive = (_, work) => (queue = queue.then(work));
    const storage = memoryStorage();
    const listeners: ((message: unknown) => void)[] = [];
    const channel = (index: number): TabChannel => ({
      post: message => listeners.filter((_, other) => other !== index).forEach(listener => listener(message)),
      onMessage: listener => { listeners[index] = listener; },
    });
    const one = setUp({ storage, exclusive, channel: channel(0) });
    const two = setUp({ storage, exclusive, channel: channel(1) });
    const ids = [one.add('a'), two.add('b'), one.add('c')].map(item => item.clientId);
    one.outbox.resume();
    two.outbox.resume();
    await settled();
    expect([...one.sent, ...two.sent].map(item => item.clientId).sort()).toEqual([...ids].sort());
    for (const tab of [one, two]) {
      expect(tab.changes.filter(change => change.kind === 'sent').map(change => change.item.clientId).sort()).toEqual([...ids].sort());
    }
  });

  test('ignores what another version left in the storage', async () => {
    const storage = memoryStorage();
    storage.set('demo.outbox.x', '{"half');
    storage.set('demo.outbox.y', '{"clientId":7}');
    const { add, outbox, texts } = setUp({ storage });
    expect(outbox.items()).toEqual([]);
    add('a');
    await settled();
    expect(texts()).toEqual(['a']);
  });
});
