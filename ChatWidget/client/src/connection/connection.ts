import { systemScheduler, type Scheduler, type TimerHandle } from '../scheduler.ts';
import { Listeners } from '../listeners.ts';
import { backoffLimit, fullJitter } from './backoff.ts';
import { HubError, toHubError } from './hubError.ts';
import type { Transport, TransportFactory } from './transport.ts';

/**
 * `idle` never started; `connecting` for the first time; `online`; `reconnecting` lost, trying or about to; `offline` the device says that
 * it has no network, and nothing has been heard since; `closed` stopped by its user.
 */
export type ConnectionState = 'idle' | 'connecting' | 'online' | 'reconnecting' | 'offline' | 'closed';

/** What the surroundings know: the network came or went, the page came to the front. */
export type ConnectionHint = 'online' | 'offline' | 'visible';

export interface ConnectionOptions {
  readonly createTransport: TransportFactory;
  readonly scheduler?: Scheduler;
  /** In [0, 1). */
  readonly random?: () => number;
  /** Runs before each attempt; its failure is the attempt's. */
  readonly prepare?: () => Promise<void>;
  /** Gets a new token after `unauthorized`; the next attempt follows at once. */
  readonly renew?: () => Promise<void>;
}

/** A connection shorter than this counts as a failed attempt: a hub that accepts and drops must not be called every half second. */
const stableAfter = 5_000;

/** Keeps one hub connection alive. States and what comes in are told to listeners; nothing is resent from here, the outbox does that. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #scheduler: Scheduler;
  readonly #states = new Listeners<[ConnectionState]>();
  readonly #targets = new Map<string, Listeners<unknown[]>>();
  #state: ConnectionState = 'idle';
  #transport: Transport | null = null;
  #retry: TimerHandle | null = null;
  #failures = 0;
  #renewed = false;
  /** The device has said so, and neither it nor the hub has said otherwise. */
  #offline = false;
  #onlineSince = 0;
  #error: HubError | null = null;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#scheduler = options.scheduler ?? systemScheduler;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Why the last attempt failed or the connection was lost; null once online. */
  get error(): HubError | null {
    return this.#error;
  }

  /** Tells every change of the state. Returns the way to stop listening. */
  onState(listener: (state: ConnectionState) => void): () => void {
    return this.#states.add(listener);
  }

  /** Hears what the hub sends to `target`, over reconnects. */
  on(target: string, listener: (...args: unknown[]) => void): () => void {
    let listeners = this.#targets.get(target);
    if (!listeners) {
      this.#targets.set(target, listeners = new Listeners());
      if (this.#transport) this.#bind(this.#transport, target);
    }
    return listeners.add(listener);
  }

  start(): void {
    if (this.#state !== 'idle' && this.#state !== 'closed') return;
    this.#failures = 0;
    this.#renewed = false;
    this.#become('connecting');
    void this.#attempt();
  }

  /** Ends the connection for good; {@link start} may follow. */
  async stop(): Promise<void> {
    this.#retry?.cancel();
    this.#retry = null;
    const transport = this.#transport;
    this.#transport = null;
    this.#become('closed');
    await transport?.stop();
  }

  /** Calls the hub. Rejects with `disconnected` when not online: whoever must get through keeps it in the outbox. */
  async invoke(method: string, ...args: readonly unknown[]): Promise<unknown> {
    if (this.#state !== 'online' || !this.#transport) throw new HubError('disconnected');
    return this.#transport.invoke(method, ...args);
  }

  /**
   * A device without a network is offline at once, before the silence is noticed; the connection stays, in case that was a false alarm.
   * Once the network is back nothing says whether the connection outlived it, so a new one is made.
   */
  hint(hint: ConnectionHint): void {
    if (hint === 'offline') {
      if (this.#state !== 'online' && this.#retry === null) return;
      this.#offline = true;
      this.#become('offline');
      return;
    }
    if (hint === 'online') this.#offline = false;
    if (this.#retry !== null || this.#state === 'offline') {
      this.#retry?.cancel();
      this.#retry = null;
      const before = this.#transport;
      this.#become('reconnecting');
      void this.#attempt();
      void before?.stop();
    }
  }

  /** The hub said goodbye, with the reason; the loss of the connection follows. */
  expectClose(error: HubError): void {
    this.#error = error;
  }

  async #attempt(): Promise<void> {
    const transport = this.#options.createTransport();
    this.#transport = transport;
    for (const target of this.#targets.keys()) this.#bind(transport, target);
    let online = false;
    transport.onHeard(() => {
      if (online && this.#transport === transport && this.#state === 'offline') {
        // What was under way arrives even without a network; if the connection is lost after all, the device is still offline.
        this.#become('online');
      }
    });
    transport.onClose(error => {
      if (online && this.#transport === transport) this.#lost(error);
    });
    try {
      await this.#options.prepare?.();
      if (this.#transport === transport) await transport.start();
    } catch (error) {
      if (this.#transport === transport) await this.#failed(toHubError(error));
      return;
    }
    if (this.#transport !== transport) {
      await transport.stop();
      return;
    }
    online = true;
    this.#onlineSince = this.#scheduler.now();
    this.#renewed = false;
    this.#error = null;
    this.#offline = false;
    this.#become('online');
  }

  #lost(error: unknown): void {
    if (this.#scheduler.now() - this.#onlineSince >= stableAfter) this.#failures = 0;
    this.#error ??= toHubError(error ?? new HubError('disconnected'));
    this.#wait();
  }

  async #failed(error: HubError): Promise<void> {
    this.#error = error;
    const { renew } = this.#options;
    const transport = this.#transport;
    if (error.code === 'unauthorized' && renew && !this.#renewed) {
      this.#renewed = true;
      try {
        await renew();
        if (this.#transport === transport) void this.#attempt();
        return;
      } catch (failure) {
        this.#error = toHubError(failure);
      }
      if (this.#transport !== transport) return;
    }
    this.#wait();
  }

  #wait(): void {
    const delay = this.#error?.code === 'tooManyConnections'
      ? backoffLimit
      : this.#error?.retryAfter ?? fullJitter(this.#failures, (this.#options.random ?? Math.random)());
    this.#failures++;
    this.#renewed = false;
    this.#become(this.#offline ? 'offline' : 'reconnecting');
    this.#retry = this.#scheduler.after(delay, () => {
      this.#retry = null;
      if (!this.#offline) this.#become('reconnecting');
      void this.#attempt();
    });
  }

  #bind(transport: Transport, target: string): void {
    transport.on(target, (...args) => {
      if (this.#transport === transport) this.#targets.get(target)?.tell(...args);
    });
  }

  #become(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#states.tell(state);
  }
}
