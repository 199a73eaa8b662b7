import { systemScheduler, type Scheduler, type TimerHandle } from './scheduler.ts';

/** Typing is told again this often: it lapses after 6 s at the other side, and the hub may have dropped what came before. Milliseconds. */
const toldEvery = 2_000;
/** Who has pressed no key for this long has paused. Milliseconds. */
const pause = 4_000;

/**
 * Tells that somebody types, over and over as long as keys are pressed, and once that they stopped. The hub counts one signal a second and
 * drops signals while it can't be reached; what was dropped is made good by the next one, even after a single burst of keys.
 */
export class TypingTeller {
  readonly #tell: (typing: boolean) => void;
  readonly #scheduler: Scheduler;
  #pressedAt = 0;
  #next: TimerHandle | null = null;

  constructor(tell: (typing: boolean) => void, scheduler: Scheduler = systemScheduler) {
    this.#tell = tell;
    this.#scheduler = scheduler;
  }

  /** The text has changed: `typing` while there is any. */
  wrote(typing: boolean): void {
    if (!typing) return this.stop();
    this.#pressedAt = this.#scheduler.now();
    if (!this.#next) this.#tellOn();
  }

  /** Tells that nobody types any more, if that is news. */
  readonly stop = (): void => {
    if (!this.#next) return;
    this.#next.cancel();
    this.#next = null;
    this.#tell(false);
  };

  #tellOn(): void {
    this.#tell(true);
    this.#next = this.#scheduler.after(toldEvery, () => (this.#scheduler.now() - this.#pressedAt < pause ? this.#tellOn() : this.stop()));
  }
}
