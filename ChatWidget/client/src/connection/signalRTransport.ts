import { HubConnectionBuilder, JsonHubProtocol, LogLevel } from '@microsoft/signalr';
import { toHubError } from './hubError.ts';
import type { TransportFactory } from './transport.ts';

/** Where the hub is, and how to say who calls: a token for visitors, nothing for the desk's cookie. */
export interface SignalROptions {
  readonly url: string;
  readonly token?: () => string;
}

/** The hub pings every 5 s (docs/protocol.md); who hears nothing for this long is cut off, whatever the socket believes. Milliseconds. */
const silence = 12_000;

/** SignalR with its JSON protocol. Reconnecting is left to {@link Connection}, which knows the outbox and the page's hints. */
export function signalRTransport({ url, token }: SignalROptions): TransportFactory {
  return () => {
    let heard = (): void => {};
    // Pings are not told of anywhere else.
    const protocol = new class extends JsonHubProtocol {
      override parseMessages(...input: Parameters<JsonHubProtocol['parseMessages']>) {
        heard();
        return super.parseMessages(...input);
      }
    }();
    const hub = new HubConnectionBuilder()
      .withUrl(url, { timeout: silence, ...(token && { accessTokenFactory: token }) })
      .configureLogging(LogLevel.None)
      .withHubProtocol(protocol)
      .withServerTimeout(silence)
      .build();
    return {
      start: () => hub.start(),
      stop: () => hub.stop(),
      on: (target, handler) => hub.on(target, handler),
      onHeard: handler => { heard = handler; },
      onClose: handler => hub.onclose(handler),
      invoke: (method, ...args) => hub.invoke(method, ...args).catch((error: unknown) => { throw toHubError(error); }),
    };
  };
}
