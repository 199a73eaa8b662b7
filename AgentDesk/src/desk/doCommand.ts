import { me } from '../account/session';
import { go, route } from '../app/route';
import { openCall } from '../calls/CallPop';
import { calls } from '../calls/live';
import { focusWish } from '../composer/focusWish';
import { acceptFirst, declineFirst } from '../offers/OfferBanner';
import type { Command } from '../keyboard/shortcuts';
import { neighbour, type ListName } from '../inbox/lists';
import { currentList, selected } from '../inbox/selection';
import { resolve, take } from '../timeline/actions';
import { current, currentSummary } from '../timeline/current';
import { allowed } from '../timeline/permissions';
import { dialog } from './dialogs';

const LIST_COMMANDS: Partial<Record<Command, ListName>> = { listMine: 'mine', listWaiting: 'waiting', listBot: 'bot', listAll: 'all', listResolved: 'resolved' };

function step(by: number): void {
  const next = neighbour(currentList.peek(), selected.peek(), by);
  if (!next) return;
  selected.value = next.id;
  document.getElementById('conversation-list')?.focus();
}

/** What the person may do to the open conversation; null when none is open. */
function mayNow() {
  const summary = currentSummary.peek();
  return summary && me.value ? allowed(summary, me.value) : null;
}

/** Does what a key or a line of the palette stands for; what is not allowed now is left undone. */
export function doCommand(command: Command): void {
  const list = LIST_COMMANDS[command];
  if (list) return go({ page: 'desk', list, conversation: current.peek()?.id ?? null });
  const may = mayNow();
  const id = current.peek()?.id;
  switch (command) {
    case 'next': return step(1);
    case 'previous': return step(-1);
    case 'help': case 'palette': return void (dialog.value = command);
    case 'search': return document.getElementById('list-search')?.focus();
    case 'acceptOffer': return void acceptFirst();
    case 'declineOffer': return void declineFirst();
    case 'openCall': return openCall(calls.peek()[0]);
    case 'back':
      if (route.peek().page === 'desk' && id) document.getElementById('conversation-list')?.focus();
      return;
    case 'take':
      if (id && may?.take === 'plain') void take(id);
      else if (id && may?.take === 'force') dialog.value = 'force';
      return;
    case 'reply': if (may?.reply) focusWish.value = 'reply'; return;
    case 'note': if (may?.note) focusWish.value = 'note'; return;
    case 'canned': if (may?.reply) focusWish.value = 'canned'; return;
    case 'resolve': if (id && may?.resolve) void resolve(id); return;
    case 'transfer': if (may?.transfer) dialog.value = 'transfer'; return;
  }
}
