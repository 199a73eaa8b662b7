import type { AgentState, Presence, QueueStatus, Summary } from '../hub/model';

/** The figures of one department, or of all together. Times are milliseconds since 1970. */
export interface Figures {
  readonly waiting: number;
  readonly oldest: number | null;
  readonly waitSeconds: number | null;
  readonly byPresence: Readonly<Record<Presence, number>>;
  /** Conversations that agents have, and how many those who are not offline could have. */
  readonly load: number;
  readonly capacity: number;
}

const people = (queues: readonly QueueStatus[]): AgentState[] => [...new Map(queues.flatMap((queue) => queue.agents).map((agent) => [agent.agentId, agent])).values()];

/** Adds queues up; an agent of several departments counts once. The wait shown for all is the longest of them. */
export function figuresOf(queues: readonly QueueStatus[]): Figures {
  const agents = people(queues);
  const byPresence = { available: 0, busy: 0, away: 0, offline: 0 };
  for (const agent of agents) byPresence[agent.presence]++;
  const oldest = queues.flatMap((queue) => (queue.oldestQueuedAt ? [Date.parse(queue.oldestQueuedAt)] : []));
  const waits = queues.flatMap((queue) => (queue.waitSeconds != null ? [queue.waitSeconds] : []));
  return {
    waiting: queues.reduce((sum, queue) => sum + queue.waiting, 0),
    oldest: oldest.length > 0 ? Math.min(...oldest) : null,
    waitSeconds: waits.length > 0 ? Math.max(...waits) : null,
    byPresence,
    load: agents.reduce((sum, agent) => sum + agent.conversations.length, 0),
    capacity: agents.filter((agent) => agent.presence !== 'offline').reduce((sum, agent) => sum + agent.capacity, 0),
  };
}

const ORDER: Readonly<Record<Presence, number>> = { available: 0, busy: 1, away: 2, offline: 3 };

/** Everybody of some queues, those at work first. */
export const staffOf = (queues: readonly QueueStatus[]) =>
  people(queues).sort((a, b) => ORDER[a.presence] - ORDER[b.presence] || b.conversations.length - a.conversations.length || a.name.localeCompare(b.name, 'tr'));

/** How many open conversations each owner has. */
export function owners(summaries: readonly Summary[]): { readonly bot: number; readonly queue: number; readonly agent: number } {
  const counts = { bot: 0, queue: 0, agent: 0 };
  for (const { owner } of summaries) if (owner !== 'none') counts[owner]++;
  return counts;
}
