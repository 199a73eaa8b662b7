import { newClientId } from '../clientId.ts';
import { Listeners } from '../listeners.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { readItem, type OutboxItem } from '../outbox/outboxItem.ts';
import type { KeyValueStorage } from '../outbox/storage.ts';
import { systemScheduler, type Scheduler } from '../scheduler.ts';
import type { EchoFile } from '../timeline/state.ts';
import type { Upload } from './upload.ts';

export interface HeldOptions {
  readonly outbox: Outbox;
  /** Of this tab alone: another one can't go on with its uploads. Survives a reload. */
  readonly storage: KeyValueStorage;
  /** A prefix of the storage keys. */
  readonly scope: string;
  readonly scheduler?: Scheduler;
}

interface Held {
  readonly item: OutboxItem;
  readonly uploads: readonly Upload[];
}

/**
 * Keeps messages whose files are still on their way, in order, and hands them to the outbox when these have arrived. What comes after such a message in
 * the same lane waits with it. A reload ends the uploads: the words are then in the outbox as a failed message, with the code `uploadLost`.
 */
export class HeldMessages {
  readonly #options: HeldOptions;
  readonly #scheduler: Scheduler;
  readonly #shown = new Listeners<[OutboxItem]>();
  #held: readonly Held[] = [];

  constructor(options: HeldOptions) {
    this.#options = options;
    this.#scheduler = options.scheduler ?? systemScheduler;
  }

  /** Tells of a message that waits for its files: it is to be shown. Once it goes, the outbox tells of it. */
  onHeld(listener: (item: OutboxItem) => void): () => void {
    return this.#shown.add(listener);
  }

  /** What waits, oldest first; of one lane, or of all. */
  items(lane?: string): readonly OutboxItem[] {
    return this.#held.map(held => held.item).filter(item => lane === undefined || item.lane === lane);
  }

  /** Sends a message, as soon as its files and what is held before it allow. */
  send(lane: string, method: string, payload: object, uploads: readonly Upload[]): void {
    const at = this.#scheduler.now();
    const files = uploads.map(({ file, result }): EchoFile => ({ name: result?.name ?? file.name, contentType: result?.contentType ?? file.type, size: file.size }));
    const item: OutboxItem = { clientId: newClientId(at), lane, method, payload: { ...payload, ...(files.length > 0 && { files }) }, at, tie: 0, failure: null };
    this.#held = [...this.#held, { item, uploads }];
    if (uploads.some(upload => upload.isPending) || this.#held.some(held => held.item.lane === lane && held.item !== item)) {
      this.#options.storage.set(this.#key(item), JSON.stringify(item));
      this.#shown.tell(item);
    }
    this.check();
  }

  /** Something about the uploads has changed: what is ready goes. */
  check(): void {
    const waiting = new Set<string>();
    for (const held of this.#held) {
      const { lane } = held.item;
      if (!waiting.has(lane) && !held.uploads.some(upload => upload.isPending)) this.#release(held);
      else waiting.add(lane);
    }
  }

  /** What a reload interrupted: its words are kept as a message that failed. */
  recover(): void {
    for (const key of this.#options.storage.keys().filter(one => one.startsWith(this.#prefix))) {
      const item = readItem(this.#options.storage.get(key));
      this.#options.storage.remove(key);
      if (item) this.#options.outbox.add(item.lane, item.method, item.payload, { clientId: item.clientId, failure: 'uploadLost' });
    }
  }

  #release(held: Held): void {
    const { item, uploads } = held;
    this.#held = this.#held.filter(one => one !== held);
    this.#options.storage.remove(this.#key(item));
    const failed = uploads.some(upload => !upload.result);
    const attachments = uploads.flatMap(upload => upload.result?.id ?? []);
    const files = uploads.flatMap(({ result }) => result ? [{ name: result.name, contentType: result.contentType, size: result.size }] : []);
    const payload = { ...item.payload as object, ...(uploads.length > 0 && !failed && { attachments, files }) };
    this.#options.outbox.add(item.lane, item.method, payload, { clientId: item.clientId, failure: failed ? 'uploadFailed' : null });
  }

  #key(item: OutboxItem): string {
    return this.#prefix + item.clientId;
  }

  get #prefix(): string {
    return `${this.#options.scope}.held.`;
  }
}
