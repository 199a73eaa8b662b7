import type { Transport, TransportFactory } from '@contacthub/client';

/** The visitors' hub, by SignalR, which is only loaded once there is something to connect for. */
export function lazyTransport(url: string, token: () => string): TransportFactory {
  return () => {
    const handlers = new Map<string, (...args: unknown[]) => void>();
    let closed: (error?: unknown) => void = () => {};
    let heard = (): void => {};
    let transport: Transport | null = null;
    let stopped = false;
    return {
      async start() {
        const { signalRTransport } = await import('@contacthub/client/signalr');
        if (stopped) return;
        transport = signalRTransport({ url, token })();
        for (const [target, handler] of handlers) transport.on(target, handler);
        transport.onHeard(heard);
        transport.onClose(closed);
        await transport.start();
      },
      async stop() {
        stopped = true;
        await transport?.stop();
      },
      on(target, handler) {
        handlers.set(target, handler);
        transport?.on(target, handler);
      },
      onHeard(handler) { heard = handler; },
      onClose(handler) { closed = handler; },
      invoke: (method, ...args) => transport ? transport.invoke(method, ...args) : Promise.reject(new Error('The transport has not been started.')),
    };
  };
}
