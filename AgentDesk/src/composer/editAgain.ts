import { signal } from '@preact/signals';

/** A text that goes back into the composer: a refused message to be edited, or one chosen by a command. */
export interface Back {
  readonly conversationId: string;
  readonly text: string;
  readonly note: boolean;
}

/** The text on its way back; the composer of its conversation takes it. */
export const goingBack = signal<Back | null>(null);

/** Puts a text back into its conversation's composer. */
export const editAgain = (back: Back) => void (goingBack.value = back);
