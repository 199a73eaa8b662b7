import { describe, expect, test } from 'vitest';
import { HubError } from '../../src/connection/hubError.ts';
import { TimelineFeed } from '../../src/timeline/feed.ts';
import { FakeScheduler, settled } from '../support/fakeScheduler.ts';

const hidden = (seq: number) => ({ seq, at: '2026-05-04T09:00:00Z', kind: 'hidden' });
const run = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => hidden(from + index));

function setUp(lastSeq = 3) {
  const scheduler = new FakeScheduler();
  const hub = { lastSeq, failures: [] as Error[], joins: [] as number[] };
  const errors: string[] = [];
  const feed = new TimelineFeed({
    scheduler, random: () => 0.5, onError: error => errors.push(error.message),
    async join(after) {
      hub.joins.push(after);
      const failure = hub.failures.shift();
      if (failure) throw failure;
      return { entries: run(Math.max(after, hub.lastSeq - 5) + 1, hub.lastSeq), lastSeq: hub.lastSeq, gap: after > 0 && after < hub.lastSeq - 5, summary: null };
    },
    page: async (before, limit) => ({ entries: run(Math.max(1, before - limit), before - 1), lastSeq: hub.lastSeq }),
  });
  return { scheduler, hub, feed, errors, last: () => feed.state.lastSeq };
}

describe('feed', () => {
  test('joins from what it has', async () => {
    const { feed, hub } = setUp();
    await feed.sync();
    hub.lastSeq = 4;
    await feed.sync();
    expect([hub.joins, feed.state.lastSeq]).toEqual([[0, 3], 4]);
  });

  test('gives a gap a moment to close by itself', async () => {
    const { feed, hub, scheduler, last } = setUp();
    await feed.sync();
    feed.receive([hidden(5)]);
    feed.receive([hidden(4)]);
    await scheduler.advance(1_000);
    expect([hub.joins, last()]).toEqual([[0], 5]);
  });

  test('asks for what stays missing', async () => {
    const { feed, hub, scheduler, last } = setUp();
    await feed.sync();
    hub.lastSeq = 5;
    feed.receive([hidden(5)]);
    await scheduler.advance(1_000);
    expect([hub.joins, last()]).toEqual([[0, 3], 5]);
  });

  test('tries a join again while the store is away, and leaves a lost connection to the next one', async () => {
    const { feed, hub, scheduler, last } = setUp();
    hub.failures.push(new HubError('unavailable'));
    await feed.sync();
    await scheduler.advance(1_000);
    expect(last()).toBe(3);
    hub.failures.push(new HubError('disconnected'));
    await feed.sync();
    expect(scheduler.waiting).toBe(0);
  });

  test('tells of a refusal and of JSON that breaks the protocol', async () => {
    const { feed, hub, errors } = setUp();
    hub.failures.push(new HubError('forbidden', 'Not yours.'));
    await feed.sync();
    feed.receive([{ seq: 'x' }]);
    feed.receiveSignal({ kind: 'typing', by: 7 });
    expect(errors).toEqual(['Not yours.', '"seq" is not a number', '"by" is not an object']);
  });

  test('lets typing lapse when no more of it is heard, however often it was told before', async () => {
    const { feed, scheduler } = setUp(1);
    const typing = { kind: 'typing', by: { kind: 'agent', id: 'a-1', name: 'Deniz' }, typing: true };
    for (let told = 0; told < 4; told++) {
      feed.receiveSignal(typing);
      await scheduler.advance(2_000);
    }
    expect(feed.state.typing).toHaveLength(1);
    await scheduler.advance(3_999);
    expect(feed.state.typing).toHaveLength(1);
    await scheduler.advance(1);
    expect(feed.state.typing).toEqual([]);
    expect(scheduler.waiting).toBe(0);
  });

  test('fetches older pages until the beginning', async () => {
    const { feed, scheduler } = setUp(120);
    await feed.sync();
    expect(feed.state.entries).toHaveLength(5);
    for (const expected of [55, 105, 120, 120]) {
      await feed.older();
      expect(feed.state.entries).toHaveLength(expected);
    }
    expect(scheduler.waiting).toBe(0);
  });

  test('forgets everything but the echoes when another conversation follows, and an answer for the old one', async () => {
    const { feed } = setUp();
    feed.dispatch({ type: 'echo', echo: { clientId: 'k', text: 'x', at: '', status: 'sending', code: null } });
    const joining = feed.sync();
    feed.reset();
    await joining;
    await settled();
    expect([feed.state.lastSeq, feed.state.echoes.length]).toEqual([0, 1]);
  });
});
