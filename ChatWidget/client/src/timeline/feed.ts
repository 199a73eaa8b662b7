import { toHubError, type HubError } from '../connection/hubError.ts';
import { fullJitter } from '../connection/backoff.ts';
import { isObject, list, ShapeError } from '../json.ts';
import { Listeners } from '../listeners.ts';
import { systemScheduler, type Scheduler, type TimerHandle } from '../scheduler.ts';
import { parseEvent } from './parseEvent.ts';
import { parsePage, parseSignal } from './parsePage.ts';
import { hasOlder, missingAfter, timelineReducer } from './reducer.ts';
import { emptyTimeline, type TimelineAction, type TimelineState } from './state.ts';

export interface FeedOptions {
  /** `join` or `open` at the hub: what came after a sequence. */
  readonly join: (afterSeq: number) => Promise<unknown>;
  /** `page` at the hub: what came before a sequence. */
  readonly page: (beforeSeq: number, limit: number) => Promise<unknown>;
  /** Told of what can't be repaired here: a refusal of `join`, or JSON that breaks the protocol. */
  readonly onError?: (error: HubError | ShapeError) => void;
  readonly scheduler?: Scheduler;
  readonly random?: () => number;
}

/** A gap is given this long to close by itself: a receipt often overtakes its own push. Milliseconds. */
const gapGrace = 250;
const pageSize = 50;

/** Holds one conversation's timeline, and keeps it whole: joins, repairs gaps, fetches older pages, lets typing lapse. */
export class TimelineFeed {
  readonly #options: FeedOptions;
  readonly #scheduler: Scheduler;
  readonly #listeners = new Listeners<[TimelineState]>();
  #state: TimelineState = emptyTimeline;
  #repair: TimerHandle | null = null;
  #lapse: TimerHandle | null = null;
  #failures = 0;
  #syncing: Promise<void> | null = null;
  #loadingOlder = false;
  #generation = 0;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#scheduler = options.scheduler ?? systemScheduler;
  }

  get state(): TimelineState {
    return this.#state;
  }

  /** Tells every new state. Returns the way to stop listening. */
  subscribe(listener: (state: TimelineState) => void): () => void {
    return this.#listeners.add(listener);
  }

  dispatch(action: TimelineAction): void {
    const next = timelineReducer(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    this.#listeners.tell(next);
    this.#awaitLapse();
    if (missingAfter(next) !== null) this.#repair ??= this.#scheduler.after(gapGrace, () => this.#repairGap());
  }

  /** The arguments of the hub's `events`, after the conversation id. */
  receive(events: unknown): void {
    this.#guard(() => this.dispatch({ type: 'events', events: list({ events }, 'events', parseEvent) }));
  }

  /** The argument of the hub's `signal`, after the conversation id. */
  receiveSignal(value: unknown): void {
    this.#guard(() => {
      const signal = parseSignal(value);
      if (signal) this.dispatch({ type: 'signal', signal, now: this.#scheduler.now() });
    });
  }

  /** Joins from what is here; call it whenever the connection comes online. Calls while one is under way share it. */
  sync(): Promise<void> {
    if (this.#syncing) return this.#syncing;
    const joining = this.#join().finally(() => {
      if (this.#syncing === joining) this.#syncing = null;
    });
    return this.#syncing = joining;
  }

  /** Fetches a page of older entries; does nothing when all are here or a page is on its way. */
  async older(): Promise<void> {
    const first = this.#state.entries[0]?.seq;
    if (first === undefined || this.#loadingOlder || !hasOlder(this.#state)) return;
    this.#loadingOlder = true;
    const generation = this.#generation;
    try {
      const page = parsePage(await this.#options.page(first, pageSize));
      if (generation === this.#generation) this.dispatch({ type: 'older', entries: page.entries });
    } catch (error) {
      this.#report(error);
    } finally {
      this.#loadingOlder = false;
    }
  }

  /** Forgets everything but the echoes: another conversation follows, and what is unsent goes there. */
  reset(): void {
    this.#generation++;
    this.#syncing = null;
    this.#repair?.cancel();
    this.#repair = null;
    this.#state = { ...emptyTimeline, echoes: this.#state.echoes };
    this.#listeners.tell(this.#state);
  }

  async #join(): Promise<void> {
    const generation = this.#generation;
    try {
      const answer = await this.#options.join(this.#state.lastSeq);
      if (generation !== this.#generation) return;
      const page = parsePage(answer);
      this.#failures = 0;
      this.dispatch({ type: 'snapshot', page });
    } catch (error) {
      if (generation === this.#generation) this.#joinFailed(error);
    }
  }

  #joinFailed(error: unknown): void {
    if (error instanceof ShapeError) {
      this.#report(error);
      return;
    }
    const refusal = toHubError(error);
    if (refusal.code === 'disconnected') return;
    if (refusal.code === 'unavailable' || refusal.code === 'rateLimited') {
      const delay = refusal.retryAfter ?? fullJitter(this.#failures++, (this.#options.random ?? Math.random)());
      this.#repair?.cancel();
      this.#repair = this.#scheduler.after(delay, () => this.#repairGap());
      return;
    }
    this.#report(refusal);
  }

  #repairGap(): void {
    this.#repair = null;
    if (missingAfter(this.#state) !== null || this.#failures > 0) void this.sync();
  }

  #awaitLapse(): void {
    const lapsing = this.#state.typing[0];
    if (lapsing && !this.#lapse) this.#lapse = this.#scheduler.after(lapsing.until - this.#scheduler.now(), () => this.#letLapse());
  }

  #letLapse(): void {
    this.#lapse = null;
    this.dispatch({ type: 'tick', now: this.#scheduler.now() });
    // Whoever went on typing meanwhile lapses later.
    this.#awaitLapse();
  }

  #guard(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    this.#options.onError?.(error instanceof ShapeError ? error : toHubError(error));
  }
}

/** Whether an answer of `join` says that the conversation has not been opened yet. */
export function isUnopened(answer: unknown): boolean {
  return isObject(answer) && answer['open'] === false;
}
