import { TypingTeller } from '@contacthub/client';
import { call, willPass } from '../hub/connection';
import { tellError } from '../ui/toasts';

/** Tells the citizen of a conversation that the agent types, and that the agent stopped. */
export const tellingOfTyping = (conversationId: string) => new TypingTeller((typing) => {
  call('typing', conversationId, typing).catch((thrown: unknown) => { if (!willPass(thrown)) tellError(thrown); });
});
