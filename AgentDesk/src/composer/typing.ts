import { call, willPass } from '../hub/connection';
import { tellError } from '../ui/toasts';

/** The citizen sees 'is typing' for 6 seconds; telling anew this often keeps it alive. Milliseconds. */
const TELL_EVERY = 3_000;

/** Tells the citizen that the agent types, seldom enough, and that the agent stopped. */
export function typingTeller(conversationId: string): (typing: boolean) => void {
  let toldAt = 0;
  return (typing) => {
    if (typing ? Date.now() - toldAt < TELL_EVERY : toldAt === 0) return;
    toldAt = typing ? Date.now() : 0;
    call('typing', conversationId, typing).catch((thrown: unknown) => { if (!willPass(thrown)) tellError(thrown); });
  };
}
