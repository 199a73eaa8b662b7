/** A timer that was set, to be cleared with. */
export type TimerHandle = { readonly cancel: () => void };

/** The clock and the timers; tests bring their own. All times are milliseconds. */
export interface Scheduler {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Calls `run` once after `delay` milliseconds, unless cancelled. */
  after(delay: number, run: () => void): TimerHandle;
}

declare function setTimeout(run: () => void, delay: number): unknown;
declare function clearTimeout(handle: unknown): void;

/** The clock of the machine. */
export const systemScheduler: Scheduler = {
  now: () => Date.now(),
  after(delay, run) {
    const handle = setTimeout(run, delay);
    return { cancel: () => clearTimeout(handle) };
  },
};
