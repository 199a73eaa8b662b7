import type { Scheduler, TimerHandle } from '../../src/scheduler.ts';

/** A clock that only moves when told; promises get their turn between timers. */
export class FakeScheduler implements Scheduler {
  #now = Date.UTC(2026, 4, 4, 9);
  #timers: { at: number; run: () => void }[] = [];
  /** Every delay that was asked for, in order. */
  readonly delays: number[] = [];

  now(): number {
    return this.#now;
  }

  after(delay: number, run: () => void): TimerHandle {
    this.delays.push(delay);
    const timer = { at: this.#now + delay, run };
    this.#timers.push(timer);
    return { cancel: () => { this.#timers = this.#timers.filter(other => other !== timer); } };
  }

  get waiting(): number {
    return this.#timers.length;
  }

  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settled();
    for (;;) {
      const due = this.#timers.filter(timer => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter(timer => timer !== due);
      this.#now = Math.max(this.#now, due.at);
      due.run();
      await settled();
    }
    this.#now = end;
  }
}

/** Lets everything that waits on promises alone run to its end. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await Promise.resolve();
}
