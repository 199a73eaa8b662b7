import { signal, type ReadonlySignal } from '@preact/signals';
import { hasRole, me } from '../account/session';
import type { Role } from '../hub/model';
import { list } from '../http/http';

/** What behind a page somebody should see to; the navigation shows the count. */
export interface Trouble<T> {
  readonly count: ReadonlySignal<number>;
  /** Takes note of the list as somebody has just fetched it. */
  readonly note: (items: readonly T[]) => void;
  /** Looks now and then, for those who may, until it is ended. */
  readonly start: () => () => void;
}

/** Trouble among the items of a list of the hub. */
export function troubleOf<T>(path: string, troubles: (item: T) => number, every: number, ...roles: readonly Role[]): Trouble<T> {
  const count = signal(0);
  const note = (items: readonly T[]) => void (count.value = items.reduce((sum, item) => sum + troubles(item), 0));
  return {
    count,
    note,
    start: () => {
      if (!hasRole(me.value, ...roles)) return () => {};
      const look = () => void list<T>(path).then(note, () => {
        // The page itself says why it can't be fetched; the navigation keeps what it knew.
      });
      look();
      const timer = setInterval(look, every);
      return () => {
        clearInterval(timer);
        count.value = 0;
      };
    },
  };
}
