import { signal } from '@preact/signals';
import { list, query } from '../http/http';
import type { Summary } from '../hub/model';
import { remember } from '../timeline/current';
import { attempt } from '../ui/toasts';
import { filter, foundOlder } from './selection';

/** Whether older conversations are being fetched, and whether there may be more. */
export const searching = signal(false);
export const mayHaveMore = signal(true);

const PAGE = 50;
let question = 0;

/** Fetches the next page of resolved conversations that the filter lets through; `anew` starts over, after the filter changed. */
export async function fetchOlder(anew: boolean, heldBefore: number | null): Promise<void> {
  const mine = ++question;
  const last = anew ? undefined : foundOlder.peek().at(-1)?.position;
  const { department, words } = filter.peek();
  searching.value = true;
  await attempt(async () => {
    const page = await list<Summary>('/api/desk/conversations' + query({ owner: 'none', department, q: words.trim(), before: last ?? (words.trim() ? null : heldBefore) }));
    if (mine !== question) return;
    remember(page);
    foundOlder.value = anew ? page : [...foundOlder.peek(), ...page];
    mayHaveMore.value = page.length >= PAGE;
  });
  if (mine === question) searching.value = false;
}
