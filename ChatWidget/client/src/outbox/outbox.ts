import { fullJitter } from '../connection/backoff.ts';
import { toHubError, type HubError } from '../connection/hubError.ts';
import { newClientId } from '../clientId.ts';
import { isObject } from '../json.ts';
import { Listeners } from '../listeners.ts';
import { systemScheduler, type Scheduler, type TimerHandle } from '../scheduler.ts';
import type { Receipt } from '../timeline/events.ts';
import { readItem, type OutboxChange, type OutboxItem } from './outboxItem.ts';
import type { KeyValueStorage } from './storage.ts';
import { unguarded, type Exclusive, type TabChannel } from './tabs.ts';

export interface OutboxOptions {
  /** Names this person's outbox: a prefix of the storage keys and of the locks. */
  readonly scope: string;
  readonly storage: KeyValueStorage;
  /** Calls the hub. Rejects with a HubError. */
  readonly send: (item: OutboxItem) => Promise<Receipt>;
  /** Whether there is anything to send by; {@link Outbox.resume} tells when there is again. */
  readonly ready: () => boolean;
  readonly exclusive?: Exclusive;
  readonly channel?: TabChannel;
  readonly scheduler?: Scheduler;
  readonly random?: () => number;
}

/** A fault of the hub has no code, and may pass: so often it is tried again before the person is asked. */
const faultTries = 3;

/**
 * Keeps what a person sent until the hub acknowledges it: over lost connections, reloads and closed tabs.
 *
 * - Each item is stored under a key of its own, so tabs that add at the same time don't overwrite each other.
 * - A lane is sent in order, one in flight, by one tab at a time (Web Locks). Whoever has the lock sends every tab's items.
 * - `unavailable`, `rateLimited` and faults wait and try again with the same client id; any other refusal marks the item failed and lets
 *   the next one go. `disconnected` waits for {@link resume}.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #scheduler: Scheduler;
  readonly #changes = new Listeners<[OutboxChange]>();
  readonly #sending = new Set<string>();
  readonly #waits = new Map<string, TimerHandle>();
  readonly #failures = new Map<string, number>();
  #tie = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#scheduler = options.scheduler ?? systemScheduler;
    options.channel?.onMessage(message => {
      if (isObject(message) && message['outbox'] === options.scope) this.#changes.tell(message['change'] as OutboxChange);
    });
  }

  /** Tells what becomes of items, in this tab and the others. Returns the way to stop listening. */
  onChange(listener: (change: OutboxChange) => void): () => void {
    return this.#changes.add(listener);
  }

  /** Everything unacknowledged, oldest first; of one lane, or of all. */
  items(lane?: string): readonly OutboxItem[] {
    const { storage } = this.#options;
    return storage.keys()
      .filter(key => key.startsWith(this.#prefix))
      .map(key => readItem(storage.get(key)))
      .filter(item => item !== null && (lane === undefined || item.lane === lane))
      .map(item => item as OutboxItem)
      .sort((a, b) => a.at - b.at || a.tie - b.tie || (a.clientId < b.clientId ? -1 : 1));
  }

  /**
   * Takes something over from the person: from here on it is not lost. Sends as soon as it can.
   * @param given the client id of what was shown already; why it can't be sent as it is
   */
  add(lane: string, method: string, payload: unknown, given: Partial<Pick<OutboxItem, 'clientId' | 'failure'>> = {}): OutboxItem {
    const at = this.#scheduler.now();
    const item: OutboxItem = { clientId: newClientId(at), lane, method, payload, at, tie: this.#tie++, failure: null, ...given };
    this.#store(item);
    this.#tell({ kind: item.failure === null ? 'added' : 'failed', item });
    this.#pump(lane);
    return item;
  }

  /** Tries a failed item again, as it is and under the same client id, at the end of its lane. */
  retry(clientId: string): void {
    const item = this.#find(clientId);
    if (!item) return;
    const again = { ...item, at: this.#scheduler.now(), tie: this.#tie++, failure: null };
    this.#store(again);
    this.#tell({ kind: 'waiting', item: again });
    this.#pump(item.lane);
  }

  /** Gives an item up, and returns it: to edit it, add it anew with another text (and so another client id). */
  discard(clientId: string): OutboxItem | null {
    const item = this.#find(clientId);
    if (!item) return null;
    this.#options.storage.remove(this.#key(item));
    this.#tell({ kind: 'discarded', item });
    return item;
  }

  /** There is something to send by again: everything waiting goes now. */
  resume(): void {
    for (const wait of this.#waits.values()) wait.cancel();
    this.#waits.clear();
    for (const lane of new Set(this.items().map(item => item.lane))) this.#pump(lane);
  }

  #pump(lane: string): void {
    const { scope, ready, exclusive = unguarded } = this.#options;
    if (this.#sending.has(lane) || this.#waits.has(lane) || !ready() || !this.#next(lane)) return;
    this.#sending.add(lane);
    void exclusive(`${scope}:${lane}`, () => this.#sendLane(lane)).finally(() => {
      this.#sending.delete(lane);
      this.#pump(lane);
    });
  }

  /** Sends until nothing waits, or until it must wait itself. */
  async #sendLane(lane: string): Promise<void> {
    for (let item = this.#next(lane); item && this.#options.ready(); item = this.#next(lane)) {
      this.#tell({ kind: 'sending', item });
      try {
        const receipt = await this.#options.send(item);
        this.#failures.delete(lane);
        this.#options.storage.remove(this.#key(item));
        this.#tell({ kind: 'sent', item, receipt });
      } catch (error) {
        if (this.#mustWait(item, toHubError(error))) return;
      }
    }
  }

  #mustWait(item: OutboxItem, error: HubError): boolean {
    const { lane } = item;
    const failures = this.#failures.get(lane) ?? 0;
    const passing = error.code === 'unavailable' || error.code === 'rateLimited' || (error.code === 'fault' && failures + 1 < faultTries);
    if (!passing && error.code !== 'disconnected') {
      this.#failures.delete(lane);
      // Discarded while it was under way: then there is nothing to mark.
      if (this.#find(item.clientId)) this.#store({ ...item, failure: error.code });
      this.#tell({ kind: 'failed', item: { ...item, failure: error.code } });
      return false;
    }
    this.#tell({ kind: 'waiting', item });
    const delay = error.retryAfter ?? fullJitter(failures, (this.#options.random ?? Math.random)());
    if (passing) this.#failures.set(lane, failures + 1);
    this.#waits.set(lane, this.#scheduler.after(delay, () => {
      this.#waits.delete(lane);
      this.#pump(lane);
    }));
    return true;
  }

  #next(lane: string): OutboxItem | undefined {
    return this.items(lane).find(item => item.failure === null);
  }

  #find(clientId: string): OutboxItem | undefined {
    return this.items().find(item => item.clientId === clientId);
  }

  #tell(change: OutboxChange): void {
    this.#changes.tell(change);
    this.#options.channel?.post({ outbox: this.#options.scope, change });
  }

  #store(item: OutboxItem): void {
    this.#options.storage.set(this.#key(item), JSON.stringify(item));
  }

  #key(item: OutboxItem): string {
    return this.#prefix + item.clientId;
  }

  get #prefix(): string {
    return `${this.#options.scope}.outbox.`;
  }
}
