import { me, readOnly } from '../account/session';
import { pagesFor, PAGE_ICONS } from '../app/pages';
import { go } from '../app/route';
import { doCommand } from '../desk/doCommand';
import { fold } from '../i18n/fold';
import { t } from '../i18n/translate';
import { summaries } from '../inbox/live';
import { choosePresence } from '../presence/live';
import { currentSummary } from '../timeline/current';
import { allowed } from '../timeline/permissions';
import type { IconName } from '../ui/Icon';
import type { Command } from './shortcuts';

/** A line of the command palette. */
export interface Entry {
  readonly id: string;
  readonly icon: IconName;
  readonly text: string;
  readonly key?: string;
  readonly run: () => void;
}

/** What can be done now: commands on the open conversation, places to go, presences. */
export function entries(): Entry[] {
  const summary = currentSummary.peek();
  const may = summary && me.value ? allowed(summary, me.value) : null;
  const commands: [Command, IconName, string, boolean][] = [
    ['take', 'take', 'T', may?.take != null], ['reply', 'send', 'R', !!may?.reply], ['note', 'note', 'N', !!may?.note],
    ['resolve', 'check', 'E', !!may?.resolve], ['transfer', 'transfer', 'X', !!may?.transfer],
    ['listMine', 'inbox', 'G M', true], ['listWaiting', 'inbox', 'G W', true], ['listBot', 'inbox', 'G B', true], ['listAll', 'inbox', 'G A', true], ['listResolved', 'inbox', 'G R', true],
    ['search', 'search', 'F', true], ['help', 'keyboard', '?', true],
  ];
  return [
    ...commands.filter(([, , , on]) => on).map(([command, icon, key]): Entry => ({ id: command, icon, key, text: t(`command.${command}`), run: () => doCommand(command) })),
    ...pagesFor(me.value).map((page): Entry => ({ id: page, icon: PAGE_ICONS[page], text: t(`page.${page}`), run: () => go({ page, item: null }) })),
    ...(readOnly.value ? [] : (['available', 'busy', 'away', 'offline'] as const)).map((presence): Entry => ({ id: presence, icon: 'person', text: t('palette.presence', { presence: t(`presence.${presence}`) }), run: () => void choosePresence(presence) })),
  ];
}

/** The entries, and conversations, that fit some words. */
export function search(words: string): Entry[] {
  const wanted = fold(words.trim()).split(/\s+/).filter(Boolean);
  const fits = (text: string) => wanted.every((word) => fold(text).includes(word));
  const found = entries().filter((entry) => fits(entry.text));
  if (wanted.length === 0) return found;
  const conversations = summaries.peek().filter((one) => fits(`${one.citizenName ?? ''} ${one.number}`)).slice(0, 8);
  return [...found, ...conversations.map((one): Entry => ({
    id: one.id, icon: 'chat', text: `#${one.number} ${one.citizenName ?? t('citizen.unnamed')}`, run: () => go({ page: 'desk', list: one.owner === 'none' ? 'resolved' : 'all', conversation: one.id }),
  }))];
}
