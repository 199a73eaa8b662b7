/** An unfinished message or note of one conversation. */
export interface Draft {
  readonly text: string;
  readonly note: boolean;
}

const keyOf = (conversationId: string) => `contacthub.desk.draft.${conversationId}`;

/** The kept draft of a conversation; an empty message when there is none. */
export function readDraft(storage: Pick<Storage, 'getItem'>, conversationId: string): Draft {
  const kept = storage.getItem(keyOf(conversationId));
  if (kept === null || kept.length < 2) return { text: '', note: false };
  return { text: kept.slice(1), note: kept[0] === 'n' };
}

/** Keeps a draft over reloads and while other conversations are open; an empty one is forgotten. */
export function keepDraft(storage: Pick<Storage, 'setItem' | 'removeItem'>, conversationId: string, draft: Draft): void {
  if (draft.text === '') storage.removeItem(keyOf(conversationId));
  else storage.setItem(keyOf(conversationId), (draft.note ? 'n' : 'm') + draft.text);
}

/** Whether a conversation has an unfinished message. */
export const hasDraft = (storage: Pick<Storage, 'getItem'>, conversationId: string) => storage.getItem(keyOf(conversationId)) !== null;
