import { fullJitter } from '../connection/backoff.ts';
import { HubError } from '../connection/hubError.ts';
import { number, object, text } from '../json.ts';
import type { Scheduler, TimerHandle } from '../scheduler.ts';

/** A file as a browser has it; what is sent is the object itself. */
export interface FileLike {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** What the hub says of an upload: its id, and the name and type that it found. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
}

/** Why a file was not taken, by the protocol's code; `tooMany` is this side's own. */
export type UploadCode = 'tooLarge' | 'unsupportedType' | 'empty' | 'infected' | 'tooMany' | 'forbidden' | 'rateLimited' | 'fault';

export type UploadStatus = 'waiting' | 'uploading' | 'done' | 'failed';

/** Sends a file's bytes; rejects with a HubError. `progress` is told parts of 1. */
export type SendFile = (file: FileLike, progress: (part: number) => void, signal: AbortSignal) => Promise<UploadedFile>;

/** Codes after which the same file may be taken a little later. */
const passing: ReadonlySet<string> = new Set(['disconnected', 'unavailable']);
/** So often it is tried when the hub says that it is too busy, before the person is asked. */
const busyTries = 3;

/** One file on its way to the hub: tried again while there is no way through, until it is there, refused or given up. */
export class Upload {
  readonly key: number;
  readonly file: FileLike;
  status: UploadStatus = 'waiting';
  /** 0 to 1. */
  progress = 0;
  /** Why it failed; null while it has not. */
  code: UploadCode | null = null;
  result: UploadedFile | null = null;
  readonly #changed: () => void;
  readonly #scheduler: Scheduler;
  #abort: AbortController | null = null;
  #wait: TimerHandle | null = null;
  #tries = 0;

  constructor(key: number, file: FileLike, scheduler: Scheduler, changed: () => void) {
    this.key = key;
    this.file = file;
    this.#scheduler = scheduler;
    this.#changed = changed;
  }

  /** Whether it still takes time. */
  get isPending(): boolean {
    return this.status === 'waiting' || this.status === 'uploading';
  }

  /** Whether it waits for its turn, and not for the network. */
  get isNext(): boolean {
    return this.status === 'waiting' && this.#wait === null;
  }

  fail(code: UploadCode): void {
    this.cancel();
    this.status = 'failed';
    this.code = code;
    this.#changed();
  }

  /** From the beginning; the same file again. */
  retry(): void {
    this.#tries = 0;
    this.#restart();
  }

  /** Stops what is under way. */
  cancel(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#wait?.cancel();
    this.#wait = null;
  }

  /** Sends it once, and tells whether it is decided. */
  async run(send: SendFile): Promise<void> {
    const abort = this.#abort = new AbortController();
    this.status = 'uploading';
    this.progress = 0;
    try {
      const sending = send(this.file, part => this.#tell(abort, part), abort.signal);
      this.#changed();
      const result = await sending;
      if (abort.signal.aborted) return;
      this.result = result;
      this.status = 'done';
      this.progress = 1;
      this.#changed();
    } catch (error) {
      if (!abort.signal.aborted) this.#failed(error instanceof HubError ? error : new HubError('fault', String(error)));
    }
  }

  #tell(abort: AbortController, part: number): void {
    if (abort.signal.aborted) return;
    this.progress = part;
    this.#changed();
  }

  #failed(error: HubError): void {
    const busy = error.code === 'rateLimited' && this.#tries < busyTries && (error.retryAfter ?? 0) <= 60_000;
    if (!passing.has(error.code) && !busy) {
      this.fail(codeOf(error));
      return;
    }
    this.status = 'waiting';
    this.progress = 0;
    this.#wait = this.#scheduler.after(error.retryAfter ?? fullJitter(this.#tries, Math.random()), () => this.#restart());
    this.#tries++;
    this.#changed();
  }

  #restart(): void {
    this.cancel();
    this.status = 'waiting';
    this.code = null;
    this.#changed();
  }
}

function codeOf(error: HubError): UploadCode {
  const code: string = error.code;
  switch (code) {
    case 'tooLarge': case 'unsupportedType': case 'empty': case 'infected': case 'forbidden': case 'rateLimited': return code;
    case 'tooLong': return 'tooLarge';
    default: return 'fault';
  }
}

/** Throws ShapeError. */
export function parseUploaded(value: unknown): UploadedFile {
  const json = object(value, 'upload');
  return { id: text(json, 'id'), name: text(json, 'name'), contentType: text(json, 'contentType'), size: number(json, 'size') };
}
