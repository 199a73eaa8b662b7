import { Outbox, parseReceipt, webLocks, webStorage, type OutboxItem } from '@contacthub/client';
import { call, connection } from '../hub/connection';

/** What waits in the outbox: a message or a note of one conversation. */
export interface Outgoing {
  readonly text: string;
}

/** Makes the outbox of one agent in this browser: what was sent stays in it, over reloads, until the hub acknowledges it. */
export function makeOutbox(agentId: string): { outbox: Outbox; stop: () => void } {
  const channel = new BroadcastChannel(`contacthub.desk.${agentId}`);
  const outbox = new Outbox({
    scope: `contacthub.desk.${agentId}`,
    storage: webStorage(() => localStorage),
    ready: () => connection.state === 'online',
    send: async (item: OutboxItem) => parseReceipt(await call(item.method, item.lane, { clientId: item.clientId, ...(item.payload as Outgoing) })),
    exclusive: webLocks(navigator.locks),
    channel: {
      post: (message) => channel.postMessage(message),
      onMessage: (listener) => channel.addEventListener('message', (event) => listener(event.data)),
    },
  });
  const offOnline = connection.onState((state) => state === 'online' && outbox.resume());
  return { outbox, stop: () => { offOnline(); channel.close(); } };
}
