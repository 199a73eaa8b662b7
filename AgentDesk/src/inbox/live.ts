import { computed, signal } from '@preact/signals';
import { me } from '../account/session';
import { call, connection, onOnline, willPass } from '../hub/connection';
import type { InboxPage } from '../hub/model';
import { tellError } from '../ui/toasts';
import { applyAnswer, applyPush, conversations, emptyInbox, type Inbox } from './inbox';
import { counters } from './lists';

/** What the lists show; undefined until the first answer. */
export const inbox = signal<Inbox | undefined>(undefined);

/** Every conversation that may be seen and is held. */
export const summaries = computed(() => (inbox.value ? conversations(inbox.value) : []));

/** The lists' counters. */
export const counts = computed(() => counters(summaries.value, me.value?.id ?? ''));

/** How often the lists ask for what a lost push may have left out, in milliseconds. */
const REPAIR_EVERY = 60_000;

let asking: Promise<void> | null = null;
let early: InboxPage[] = [];

async function askInbox(): Promise<void> {
  try {
    const answer = await call<InboxPage>('inbox', inbox.peek()?.cursor ?? 0);
    let next = applyAnswer(inbox.peek() ?? emptyInbox, answer);
    for (const push of early) next = applyPush(next, push);
    early = [];
    inbox.value = next;
  } catch (thrown) {
    if (!willPass(thrown)) tellError(thrown);
  }
}

/** Asks what changed since the cursor; while one question is under way no second one is asked. */
export function syncInbox(): Promise<void> {
  return (asking ??= askInbox().finally(() => (asking = null)));
}

/** Keeps the lists live: the whole inbox first, then pushes, the difference after each reconnect, and a quiet repair every minute. */
export function startInbox(): () => void {
  const stops = [
    connection.on('inbox', (page) => {
      if (inbox.peek()) inbox.value = applyPush(inbox.peek()!, page as InboxPage);
      else early.push(page as InboxPage);
    }),
    // Drafts and what is unsent are kept by the browser, so loading anew loses nothing.
    connection.on('closing', (reason) => reason === 'accessChanged' && location.reload()),
    onOnline(() => void syncInbox()),
  ];
  const repair = setInterval(() => connection.state === 'online' && void syncInbox(), REPAIR_EVERY);
  return () => {
    clearInterval(repair);
    stops.forEach((stop) => stop());
    inbox.value = undefined;
    early = [];
  };
}
