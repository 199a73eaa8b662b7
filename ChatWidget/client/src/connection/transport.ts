/** One connection to a hub, used once: started, then lost or stopped. */
export interface Transport {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** The hub's answer. Rejects with a {@link HubError}. */
  invoke(method: string, ...args: readonly unknown[]): Promise<unknown>;
  on(target: string, handler: (...args: unknown[]) => void): void;
  /** Told of whatever the hub sends, its pings too. */
  onHeard(handler: () => void): void;
  onClose(handler: (error?: unknown) => void): void;
}

/** Makes a fresh transport for each attempt. */
export type TransportFactory = () => Transport;
