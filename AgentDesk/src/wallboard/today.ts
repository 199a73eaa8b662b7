import { signal } from '@preact/signals';
import { onOnline } from '../hub/connection';
import { ask } from '../http/http';
import { textOf } from '../ui/errorText';

/** The figures since midnight in the hub's time zone (protocol, section 8). */
export interface Today {
  readonly since: string;
  readonly timeZone: string;
  readonly opened: number;
  readonly answered: number;
  readonly resolved: number;
  readonly resolvedByBot: number;
  readonly medianWaitSeconds: number | null;
  readonly waits: number;
  readonly satisfaction: { readonly average: number | null; readonly count: number; readonly satisfied: number };
}

/** The last figures that came, when they came, and why the last question failed. */
export interface TodayState {
  readonly figures: Today | null;
  readonly at: number | null;
  readonly failure: string | null;
}

const NOTHING: TodayState = { figures: null, at: null, failure: null };

/** How often the figures are asked for, in milliseconds. */
export const REFRESH_EVERY = 30_000;

/** The day's figures as the wallboard shows them. */
export const today = signal<TodayState>(NOTHING);

let lastAsked = 0;

/** Asks anew. Answers that another one has overtaken are dropped; after a failure the figures of before stay. */
export async function refreshToday(): Promise<void> {
  const asked = ++lastAsked;
  try {
    const figures = await ask<Today>('GET', '/api/desk/today');
    if (asked === lastAsked) today.value = { figures, at: Date.now(), failure: null };
  } catch (thrown) {
    if (asked === lastAsked) today.value = { ...today.peek(), failure: textOf(thrown) };
  }
}

/** Keeps the figures fresh: now, every 30 seconds, and each time the hub is reached again. Returns the way to stop. */
export function startToday(): () => void {
  const stop = onOnline(() => void refreshToday());
  const timer = setInterval(() => void refreshToday(), REFRESH_EVERY);
  return () => {
    stop();
    clearInterval(timer);
    lastAsked++;
    today.value = NOTHING;
  };
}
