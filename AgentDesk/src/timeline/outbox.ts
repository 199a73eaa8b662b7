import { type EchoFile, Outbox, parseReceipt, webLocks, webStorage, type OutboxItem } from '@contacthub/client';
import { HeldMessages } from '@contacthub/client/files';
import { onUploadChange } from '../composer/uploads';
import { call, connection } from '../hub/connection';

/** What waits in the outbox: a message or a note of one conversation. */
export interface Outgoing {
  readonly text: string;
  /** Ids of uploads that go with it, and what is shown of them. */
  readonly attachments?: readonly string[];
  readonly files?: readonly EchoFile[];
}

/** What an agent sends by: messages whose files are still on their way wait before the outbox. */
export interface Sending {
  readonly outbox: Outbox;
  readonly held: HeldMessages;
  readonly stop: () => void;
}

/** Makes the outbox of one agent in this browser: what was sent stays in it, over reloads, until the hub acknowledges it. */
export function makeOutbox(agentId: string): Sending {
  const channel = new BroadcastChannel(`contacthub.desk.${agentId}`);
  const outbox = new Outbox({
    scope: `contacthub.desk.${agentId}`,
    storage: webStorage(() => localStorage),
    ready: () => connection.state === 'online',
    send: async (item: OutboxItem) => {
      const { files: _, ...message } = item.payload as Outgoing;
      return parseReceipt(await call(item.method, item.lane, { clientId: item.clientId, ...message }));
    },
    exclusive: webLocks(navigator.locks),
    channel: {
      post: (message) => channel.postMessage(message),
      onMessage: (listener) => channel.addEventListener('message', (event) => listener(event.data)),
    },
  });
  const offOnline = connection.onState((state) => state === 'online' && outbox.resume());
  const held = new HeldMessages({ outbox, storage: webStorage(() => sessionStorage), scope: `contacthub.desk.${agentId}` });
  held.recover();
  const offUploads = onUploadChange(() => held.check());
  return { outbox, held, stop: () => { offOnline(); offUploads(); channel.close(); } };
}
