import { Listeners } from '../listeners.ts';
import { systemScheduler, type Scheduler } from '../scheduler.ts';
import { Upload, type FileLike, type SendFile } from './upload.ts';

export interface UploadLimits {
  /** Bytes of one file. */
  readonly maxBytes: number;
  /** Files of one message. */
  readonly maxFiles: number;
}

/** So many files travel at the same time. */
const atOnce = 2;

/** The files that a person attaches to the message that is being written. They travel at once; the message names those that arrived. */
export class Uploads {
  readonly #limits: () => UploadLimits;
  readonly #send: SendFile;
  readonly #scheduler: Scheduler;
  readonly #changes = new Listeners<[]>();
  #items: readonly Upload[] = [];
  /** Files that were handed over with a message and still travel. */
  #handed: readonly Upload[] = [];
  #keys = 0;

  constructor(send: SendFile, limits: () => UploadLimits, scheduler: Scheduler = systemScheduler) {
    this.#send = send;
    this.#limits = limits;
    this.#scheduler = scheduler;
  }

  get items(): readonly Upload[] {
    return this.#items;
  }

  /** Whether a message could be sent with what is here. */
  get isSendable(): boolean {
    return this.#items.some(item => item.status !== 'failed');
  }

  onChange(listener: () => void): () => void {
    return this.#changes.add(listener);
  }

  /** Begins to send files. What can't be taken stays in the list with the reason. */
  add(files: Iterable<FileLike>): void {
    const { maxBytes, maxFiles } = this.#limits();
    for (const file of files) {
      const item = new Upload(this.#keys++, file, this.#scheduler, () => this.#changed());
      const taken = this.#items.filter(one => one.status !== 'failed').length;
      this.#items = [...this.#items, item];
      if (file.size === 0) item.fail('empty');
      else if (file.size > maxBytes) item.fail('tooLarge');
      else if (taken >= maxFiles) item.fail('tooMany');
    }
    this.#changed();
  }

  remove(item: Upload): void {
    item.cancel();
    this.#items = this.#items.filter(one => one !== item);
    this.#changed();
  }

  /** Hands over what goes with a message; what failed stays, to be seen. */
  take(): readonly Upload[] {
    const taken = this.#items.filter(item => item.status !== 'failed');
    this.#items = this.#items.filter(item => item.status === 'failed');
    this.#handed = [...this.#handed, ...taken];
    this.#changed();
    return taken;
  }

  #changed(): void {
    this.#handed = this.#handed.filter(item => item.isPending);
    const all = [...this.#handed, ...this.#items];
    const next = all.find(item => item.isNext);
    // Its beginning is a change too, and looks for the one after it.
    if (next && all.filter(item => item.status === 'uploading').length < atOnce) void next.run(this.#send);
    else this.#changes.tell();
  }
}
