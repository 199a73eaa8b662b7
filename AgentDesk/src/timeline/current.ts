import { computed, effect, signal } from '@preact/signals';
import { route } from '../app/route';
import type { Summary } from '../hub/model';
import { find } from '../inbox/inbox';
import { inbox } from '../inbox/live';
import { OpenConversation } from './conversation';
import { makeOutbox } from './outbox';

/** The conversation in the middle of the desk. */
export const current = signal<OpenConversation | null>(null);

/** Conversations known from outside the lists (search, earlier ones of a citizen), so that their head can be shown at once. */
export const known = signal<ReadonlyMap<string, Summary>>(new Map());

/** Remembers what a page outside the live lists told of conversations. */
export function remember(summaries: readonly Summary[]): void {
  known.value = new Map([...known.peek(), ...summaries.map((summary) => [summary.id, summary] as const)]);
}

/**
 * What is known of the current conversation. The timeline's own summary follows every event at once, the lists' at most a fifth of a second
 * later; whichever has seen more events is shown, and at a tie the lists', which alone know since when a citizen waits.
 */
export const currentSummary = computed<Summary | null>(() => {
  const open = current.value;
  if (!open) return null;
  const listed = (inbox.value && find(inbox.value, open.id)) ?? known.value.get(open.id) ?? null;
  const { summary, summarySeq } = open.state.value;
  if (!summary || summary.id === null) return listed;
  return listed && listed.lastSeq >= summarySeq ? listed : ({ ...listed, ...summary, id: open.id, lastSeq: summarySeq } as Summary);
});

/** Follows the address: opens the conversation that it names, closes the one before. */
export function startCurrent(agentId: string): () => void {
  const { outbox, held, stop } = makeOutbox(agentId);
  const follow = effect(() => {
    const id = route.value.page === 'desk' ? route.value.conversation : null;
    const before = current.peek();
    if (before?.id === id) return;
    before?.close();
    current.value = id ? new OpenConversation(id, outbox, held) : null;
  });
  return () => {
    follow();
    current.peek()?.close();
    current.value = null;
    stop();
  };
}
