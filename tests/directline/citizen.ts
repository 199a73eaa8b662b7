import { createRequire } from 'node:module';
import WebSocket from 'ws';
import type { Activity, DirectLine as DirectLineClient, DirectLineOptions } from 'botframework-directlinejs';

const require = createRequire(import.meta.url);

/** Sockets that this process opened, the newest last. */
export const sockets: WebSocket[] = [];

class CountedWebSocket extends WebSocket {
  constructor(address: string) {
    super(address);
    sockets.push(this);
  }
}

// What the package finds in a browser.
const { XMLHttpRequest: NodeXMLHttpRequest } = require('xmlhttprequest-ssl') as { XMLHttpRequest: new () => XMLHttpRequest };

/** After a network error there is no response, as in browsers; this one's empty buffer counts as a success to who asks for nothing but a response. */
class BrowserXMLHttpRequest extends NodeXMLHttpRequest {
  constructor() {
    super();
    const { get } = Object.getOwnPropertyDescriptor(this, 'response')!;
    Object.defineProperty(this, 'response', { get: () => (this.status === 0 ? null : get!.call(this)) });
  }
}

Object.assign(globalThis, { XMLHttpRequest: BrowserXMLHttpRequest, WebSocket: CountedWebSocket });
const { DirectLine, ConnectionStatus } = require('botframework-directlinejs') as {
  DirectLine: new (options: DirectLineOptions) => DirectLineClient;
  ConnectionStatus: { readonly FailedToConnect: number };
};
export { ConnectionStatus };

export const secret = 'the-direct-line-secret-of-the-demo-site';

export type Seen = Activity & { readonly text?: string; readonly suggestedActions?: { actions: { type: string; value: string }[] } };

/** A citizen's page made with Microsoft's own client. */
export class Citizen {
  readonly seen: Seen[] = [];
  readonly errors: unknown[] = [];
  readonly client: DirectLineClient;
  #watermark = '';

  constructor(hub: string, options: Partial<DirectLineOptions>) {
    // Before it comes back it waits 3 s and 12 s times what it calls random: with this 0.6 s.
    this.client = new DirectLine({ domain: `${hub}/v3/directline`, timeout: 5_000, random: () => -0.2, ...options } as DirectLineOptions);
    // Ending the client, too, comes as an error.
    this.client.activity$.subscribe((activity) => this.seen.push(activity as Seen), (error: unknown) => this.errors.push(error));
  }

  /** Posts a message as Web Chat does, and answers the id of the activity, or `retry` when it may be posted again. */
  say(text: string, clientActivityID: string): Promise<string> {
    const activity = { type: 'message', text, from: { id: 'ayse-1' }, channelData: { clientActivityID } } as unknown as Activity;
    return new Promise((resolve, reject) => this.client.postActivity(activity).subscribe(resolve, reject));
  }

  /** What was seen, as Web Chat orders it: the client mixes sets that arrive together. */
  get ordered(): Seen[] {
    const place = (activity: Seen): number => activity.channelData?.['webchat:sequence-id'] ?? Date.parse(activity.timestamp ?? '');
    return this.seen.toSorted((a, b) => place(a) - place(b));
  }

  async sees(fits: (activity: Seen) => boolean): Promise<Seen> {
    const found = await until(() => this.seen.find(fits));
    return found;
  }

  echoes(clientActivityID: string): Seen[] {
    return this.seen.filter((activity) => activity.channelData?.clientActivityID === clientActivityID);
  }
}

/** Looks again until there is something; a limit that only a failure reaches. */
export async function until<T>(look: () => T | undefined | false | Promise<T | false>): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error('What was waited for never came.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A token, as the site's server gets it. */
export async function token(hub: string, of = secret): Promise<{ token: string; conversationId: string }> {
  const answer = await fetch(`${hub}/v3/directline/tokens/generate`, {
    method: 'POST', headers: { authorization: `Bearer ${of}`, 'content-type': 'application/json' }, body: JSON.stringify({ user: { id: 'ayse-1', name: 'Ayşe' } }),
  });
  if (!answer.ok) throw new Error(`The hub answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as { token: string; conversationId: string };
}
