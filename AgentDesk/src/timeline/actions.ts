import { newClientId } from '@contacthub/client';
import { focusWish } from '../composer/focusWish';
import { call } from '../hub/connection';
import { t } from '../i18n/translate';
import { tell, tellError } from '../ui/toasts';

/** Does something to a conversation under a fresh client id. Answers whether the hub did it; a refusal is shown to the person. */
export async function act(method: string, conversationId: string, command: Readonly<Record<string, unknown>> = {}): Promise<boolean> {
  try {
    await call(method, conversationId, { clientId: newClientId(), ...command });
    return true;
  } catch (thrown) {
    tellError(thrown);
    return false;
  }
}

/** Takes a conversation from the bot or the queue, from a colleague only with `force`, and goes to its composer. */
export async function take(id: string, force = false): Promise<boolean> {
  const taken = await act('take', id, force ? { force } : {});
  if (taken) focusWish.value = 'reply';
  return taken;
}

/** Gives a conversation back to its queue. */
export async function release(id: string): Promise<void> {
  if (await act('release', id)) tell(t('done.released'));
}

/** Opens a resolved conversation again. */
export const reopen = (id: string) => act('reopen', id);

/** Resolves a conversation, with a way back for some seconds. */
export async function resolve(id: string): Promise<void> {
  if (await act('resolve', id)) tell(t('done.resolved'), { label: t('act.undo'), run: () => void reopen(id) });
}

/** Adds or removes one label. */
export const label = (id: string, add: readonly string[], remove: readonly string[]) => act('labels', id, { add, remove });

/** Sets the priority, -1 to 2. */
export const prioritise = (id: string, priority: number) => act('priority', id, { priority });
