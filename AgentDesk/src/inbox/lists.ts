import type { Summary } from '../hub/model';
import { fold } from '../i18n/fold';

/** The lists of the desk, in the order of their tabs. */
export const LISTS = ['mine', 'waiting', 'bot', 'all', 'resolved'] as const;
export type ListName = (typeof LISTS)[number];

/** What narrows a list: a department id and words to look for, each empty for none. */
export interface Filter {
  readonly department: string;
  readonly words: string;
}

export const noFilter: Filter = { department: '', words: '' };

/** Whether a conversation belongs to a list of an agent. */
export function belongs(summary: Summary, name: ListName, agentId: string): boolean {
  switch (name) {
    case 'mine': return summary.owner === 'agent' && summary.agentId === agentId;
    case 'waiting': return summary.owner === 'queue';
    case 'bot': return summary.owner === 'bot';
    case 'all': return summary.owner !== 'none';
    case 'resolved': return summary.owner === 'none';
  }
}

/** Whether a conversation passes a filter: every word occurs in the name, number, preview or a label. */
export function passes(summary: Summary, filter: Filter): boolean {
  if (filter.department && summary.departmentId !== filter.department) return false;
  const words = fold(filter.words).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = fold([summary.citizenName, summary.number, summary.preview, ...summary.labels].filter(Boolean).join(' '));
  return words.every((word) => text.includes(word));
}

const newestFirst = (a: Summary, b: Summary) => Date.parse(b.lastAt) - Date.parse(a.lastAt) || b.position - a.position;

function byWait(a: string | null | undefined, b: string | null | undefined): number {
  if (a && b) return Date.parse(a) - Date.parse(b);
  return a ? -1 : b ? 1 : 0;
}

// Who waits for this agent comes first, the longest wait on top; a queue is by priority, then by wait; the rest is by news.
const orders: Readonly<Record<ListName, (a: Summary, b: Summary) => number>> = {
  mine: (a, b) => byWait(a.waitingSince, b.waitingSince) || newestFirst(a, b),
  waiting: (a, b) => b.priority - a.priority || byWait(a.queuedAt, b.queuedAt) || a.number - b.number,
  bot: newestFirst,
  all: newestFirst,
  resolved: newestFirst,
};

/** A list: its conversations that pass the filter, in its order. */
export function listOf(all: readonly Summary[], name: ListName, agentId: string, filter: Filter = noFilter): Summary[] {
  return all.filter((summary) => belongs(summary, name, agentId) && passes(summary, filter)).sort(orders[name]);
}

/** How many conversations each list holds, and how many of the agent's have something unread. */
export function counters(all: readonly Summary[], agentId: string): Readonly<Record<ListName, number>> & { readonly unread: number } {
  const counts = { mine: 0, waiting: 0, bot: 0, all: 0, resolved: 0, unread: 0 };
  for (const summary of all) {
    for (const name of LISTS) if (belongs(summary, name, agentId)) counts[name]++;
    if (summary.unread > 0 && belongs(summary, 'mine', agentId)) counts.unread++;
  }
  return counts;
}

/** The neighbour of a conversation in a list, `step` rows on; the first row when the conversation is not in it. */
export function neighbour(list: readonly Summary[], id: string | null, step: number): Summary | undefined {
  const at = list.findIndex((summary) => summary.id === id);
  if (at < 0) return list[0];
  return list[Math.min(list.length - 1, Math.max(0, at + step))];
}
