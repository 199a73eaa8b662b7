import { useCallback, useEffect, useState } from 'preact/hooks';
import { list } from '../http/http';
import { textOf } from '../ui/errorText';

/** A list of the hub on an administration page: its items (undefined while fetching), why it failed, and ways to fetch or change it. */
export function useList<T>(path: string) {
  const [items, setItems] = useState<readonly T[] | undefined>(undefined);
  const [failure, setFailure] = useState<string | null>(null);
  const load = useCallback(async () => {
    try {
      setItems(await list<T>(path));
      setFailure(null);
    } catch (thrown) {
      setFailure(textOf(thrown));
    }
  }, [path]);
  useEffect(() => void load(), [load]);
  return { items, setItems, failure, load };
}

/** Puts one thing into a list, in place of the one with its id, or at the end. */
export function withItem<T extends { readonly id: string }>(items: readonly T[], item: T): readonly T[] {
  return items.some((one) => one.id === item.id) ? items.map((one) => (one.id === item.id ? item : one)) : [...items, item];
}
