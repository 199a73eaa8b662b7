import { signal } from '@preact/signals';

/** What a key or a command wants of the composer: the focus for a reply or a note, or the list of canned answers. */
export const focusWish = signal<'reply' | 'note' | 'canned' | null>(null);
