import { describe, expect, test } from 'vitest';
import { Connection, type ConnectionState } from '../../src/connection/connection.ts';
import { HubError } from '../../src/connection/hubError.ts';
import { FakeHub } from '../support/fakeHub.ts';
import { FakeScheduler, settled } from '../support/fakeScheduler.ts';

function setUp(options: { random?: number; renew?: () => Promise<void> } = {}) {
  const hub = new FakeHub();
  const scheduler = new FakeScheduler();
  const connection = new Connection({
    createTransport: hub.createTransport, scheduler, random: () => options.random ?? 0.5, ...(options.renew && { renew: options.renew }),
  });
  const states: ConnectionState[] = [];
  connection.onState(state => states.push(state));
  return { hub, scheduler, connection, states };
}

describe('connection', () => {
  test('comes online and is closed by its user', async () => {
    const { connection, states } = setUp();
    expect(connection.state).toBe('idle');
    connection.start();
    await settled();
    await connection.stop();
    expect(states).toEqual(['connecting', 'online', 'closed']);
  });

  test('waits a random part of a bound that doubles from half a second to thirty', async () => {
    const { hub, scheduler, connection } = setUp({ random: 0.5 });
    hub.refusals.push(...Array.from({ length: 9 }, () => new Error('down')));
    connection.start();
    await scheduler.advance(200_000);
    expect(scheduler.delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
    expect(connection.state).toBe('online');
  });

  test('starts the bound anew after a stable connection but not after a short one', async () => {
    const { hub, scheduler, connection } = setUp({ random: 0.5 });
    connection.start();
    await settled();
    hub.lose(new Error('gone'));
    await scheduler.advance(250);
    hub.lose(new Error('gone'));
    await scheduler.advance(500);
    await scheduler.advance(5_000);
    hub.lose(new Error('gone'));
    expect(scheduler.delays).toEqual([250, 500, 250]);
  });

  test('tries at once when the network comes back or the page comes to the front', async () => {
    const { hub, scheduler, connection, states } = setUp({ random: 0.99 });
    hub.refusals.push(...Array.from({ length: 2 }, () => new Error('down')));
    connection.start();
    await settled();
    connection.hint('offline');
    expect(connection.state).toBe('offline');
    connection.hint('online');
    await settled();
    expect(hub.starts).toBe(2);
    connection.hint('visible');
    await settled();
    expect(states).toEqual(['connecting', 'reconnecting', 'offline', 'reconnecting', 'online']);
    expect(scheduler.waiting).toBe(0);
  });

  test('is offline at once when the network goes, and online again with the first sign of life when that was a false alarm', async () => {
    const { hub, connection, states } = setUp();
    connection.start();
    await settled();
    connection.hint('offline');
    expect(connection.state).toBe('offline');
    await expect(connection.invoke('send')).rejects.toMatchObject({ code: 'disconnected' });
    hub.ping();
    expect([connection.state, hub.starts]).toEqual(['online', 1]);
    expect(states).toEqual(['connecting', 'online', 'offline', 'online']);
  });

  test('is offline, not merely reconnecting, when the connection is lost after something that was under way still came', async () => {
    const { hub, connection, states } = setUp();
    connection.start();
    await settled();
    connection.hint('offline');
    hub.ping();
    hub.lose(new Error('cut'));
    expect(states).toEqual(['connecting', 'online', 'offline', 'online', 'offline']);
    connection.hint('online');
    await settled();
    expect([connection.state, hub.starts]).toEqual(['online', 2]);
  });

  test('makes a new connection when the network is back, because the old one may not have outlived it', async () => {
    const { hub, scheduler, connection, states } = setUp();
    connection.start();
    await settled();
    connection.hint('offline');
    connection.hint('online');
    await settled();
    expect(states).toEqual(['connecting', 'online', 'offline', 'reconnecting', 'online']);
    expect([hub.starts, scheduler.waiting]).toEqual([2, 0]);
    connection.hint('online');
    expect(hub.starts).toBe(2);
  });

  test('stays offline while attempts fail, until one succeeds', async () => {
    const { hub, scheduler, connection, states } = setUp();
    connection.start();
    await settled();
    connection.hint('offline');
    hub.refusals.push(new Error('no network'), new Error('no network'));
    hub.lose(new Error('nothing heard'));
    await scheduler.advance(30_000);
    expect(states).toEqual(['connecting', 'online', 'offline', 'online']);
    expect(hub.starts).toBe(4);
  });

  test('renews the token once when unauthorized and then waits', async () => {
    let renewals = 0;
    const { hub, scheduler, connection } = setUp({ renew: async () => { renewals++; } });
    hub.refusals.push(new HubError('unauthorized'), new HubError('unauthorized'));
    connection.start();
    await settled();
    expect([renewals, hub.starts, connection.state]).toEqual([1, 2, 'reconnecting']);
    await scheduler.advance(1_000);
    expect(connection.state).toBe('online');
  });

  test('stays away for thirty seconds when there are too many connections', async () => {
    const { hub, scheduler, connection } = setUp();
    connection.start();
    await settled();
    connection.expectClose(new HubError('tooManyConnections'));
    hub.lose();
    expect([connection.error?.code, scheduler.delays.at(-1)]).toEqual(['tooManyConnections', 30_000]);
  });

  test('hears pushes over a reconnect, and each one once', async () => {
    const { hub, scheduler, connection } = setUp();
    const heard: unknown[] = [];
    connection.on('events', (...args) => heard.push(args));
    connection.start();
    await settled();
    hub.push('events', 'c-1', 1);
    hub.lose();
    await scheduler.advance(30_000);
    hub.push('events', 'c-1', 2);
    expect(heard).toEqual([['c-1', 1], ['c-1', 2]]);
  });

  test('refuses calls while there is no connection', async () => {
    const { hub, connection } = setUp();
    await expect(connection.invoke('send')).rejects.toMatchObject({ code: 'disconnected' });
    expect(hub.calls).toEqual([]);
  });

  test('does not come back after it was stopped while connecting', async () => {
    const { scheduler, connection } = setUp();
    connection.start();
    await connection.stop();
    await scheduler.advance(60_000);
    expect(connection.state).toBe('closed');
  });
});
