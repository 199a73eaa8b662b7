import { Connection, HubError, signalRTransport, type ConnectionState } from '@contacthub/client';
import { signal } from '@preact/signals';
import { ask, Refusal } from '../http/http';

/** The desk's one connection to the hub; the cookie says who calls. */
export const connection = new Connection({
  createTransport: signalRTransport({ url: '/hubs/desk' }),
  // A cookie can't be renewed from here. Asking who is signed in tells an ended session from a hub that is away.
  renew: async () => {
    await ask('GET', '/api/account/me');
    throw new HubError('unauthorized');
  },
});

/** How the connection is doing. */
export const connectionState = signal<ConnectionState>('idle');
connection.onState((state) => (connectionState.value = state));

/** Calls a method of the desk hub; throws a {@link HubError} with the hub's code and text. */
export const call = <T = unknown>(method: string, ...args: readonly unknown[]) => connection.invoke(method, ...args) as Promise<T>;

/** Runs something each time the hub is reached, now too if it is. Returns the way to stop. */
export function onOnline(run: () => void): () => void {
  if (connection.state === 'online') run();
  return connection.onState((state) => state === 'online' && run());
}

/** Whether a failure will pass by itself, so that nobody need be told: the connection's own state is shown anyway. */
export const willPass = (thrown: unknown) =>
  (thrown instanceof HubError && thrown.code === 'disconnected') || (thrown instanceof Refusal && thrown.status === 0);
