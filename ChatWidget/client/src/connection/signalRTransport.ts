import { HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { toHubError } from './hubError.ts';
import type { TransportFactory } from './transport.ts';

/** Where the hub is, and how to say who calls: a token for visitors, nothing for the desk's cookie. */
export interface SignalROptions {
  readonly url: string;
  readonly token?: () => string;
}

/** SignalR with its JSON protocol. Reconnecting is left to {@link Connection}, which knows the outbox and the page's hints. */
export function signalRTransport({ url, token }: SignalROptions): TransportFactory {
  return () => {
    const hub = new HubConnectionBuilder()
      .withUrl(url, token ? { accessTokenFactory: token } : {})
      .configureLogging(LogLevel.None)
      .build();
    return {
      start: () => hub.start(),
      stop: () => hub.stop(),
      on: (target, handler) => hub.on(target, handler),
      onClose: handler => hub.onclose(handler),
      invoke: (method, ...args) => hub.invoke(method, ...args).catch((error: unknown) => { throw toHubError(error); }),
    };
  };
}
