import { computed, signal } from '@preact/signals';
import { me } from '../account/session';
import { route } from '../app/route';
import { summaries } from './live';
import { listOf, noFilter, type Filter, type ListName } from './lists';
import type { Summary } from '../hub/model';

/** What narrows the lists now. */
export const filter = signal<Filter>(noFilter);

/** What a search of the whole store found for the words of the filter, beside what the lists hold. */
export const foundOlder = signal<readonly Summary[]>([]);

/** The list that is shown. */
export const currentListName = computed<ListName>(() => (route.value.page === 'desk' ? route.value.list : 'mine'));

/** Its conversations, in order; what was found in the store comes in with the resolved ones and with all. */
export const currentList = computed<readonly Summary[]>(() => {
  const name = currentListName.value;
  const live = summaries.value;
  const held = new Set(live.map((summary) => summary.id));
  const older = foundOlder.value.filter((summary) => !held.has(summary.id));
  return listOf([...live, ...older], name, me.value?.id ?? '', filter.value);
});

/** The row under the keyboard, which need not be the open conversation. */
export const selected = signal<string | null>(null);
