import { HubError } from '@contacthub/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const hub = vi.hoisted(() => ({ online: false, calls: [] as unknown[][], presence: 'offline', refusal: null as Error | null, reached: [] as (() => void)[] }));

vi.mock('../../src/hub/connection', () => ({
  call: async (...made: unknown[]) => {
    if (!hub.online) throw new HubError('disconnected');
    hub.calls.push(made);
    if (made[0] === 'state') return { agent: { presence: hub.presence }, queues: [] };
    if (hub.refusal) throw hub.refusal;
    hub.presence = made[1] as string;
    return { presence: hub.presence };
  },
  connection: { on: () => () => {} },
  onOnline: (run: () => void) => {
    hub.reached.push(run);
    return () => {};
  },
  willPass: (thrown: unknown) => thrown instanceof HubError && thrown.code === 'disconnected',
}));

const { choosePresence, ownState, startPresence, wish } = await import('../../src/presence/live');

const reach = async () => {
  hub.online = true;
  for (const run of hub.reached) run();
  await vi.waitFor(() => expect(hub.calls.at(-1)).toEqual(['state']));
  await Promise.resolve();
};

describe('the own presence', () => {
  let stop = () => {};
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    Object.assign(hub, { online: false, calls: [], presence: 'offline', refusal: null, reached: [] });
    stop = startPresence();
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  it('is the last one chosen before the desk was connected, sent once it is', async () => {
    await choosePresence('busy');
    await choosePresence('available');
    expect([wish.value, ownState.value]).toEqual(['available', undefined]);
    await reach();
    expect(hub.calls).toEqual([['setPresence', 'available'], ['state']]);
    expect([wish.value, ownState.value?.presence]).toEqual([null, 'available']);
  });

  it('is not sent again with the next connection', async () => {
    hub.online = true;
    await choosePresence('away');
    expect(wish.value).toBeNull();
    await reach();
    expect(hub.calls).toEqual([['setPresence', 'away'], ['state']]);
  });

  it('stays what the hub says when it refuses the wish', async () => {
    hub.online = true;
    hub.refusal = new HubError('forbidden');
    await choosePresence('available');
    expect([wish.value, ownState.value]).toEqual([null, undefined]);
  });

  it('takes no wish along to whoever signs in next', async () => {
    await choosePresence('available');
    stop();
    expect(wish.value).toBeNull();
  });
});
