import { signal } from '@preact/signals';
import { call, connection, onOnline, willPass } from '../hub/connection';
import type { AgentState, Presence, QueueStatus } from '../hub/model';
import { tellError } from '../ui/toasts';

/** The own state in routing; undefined until the hub said it. */
export const ownState = signal<AgentState | undefined>(undefined);

/** Every department's queue, by department id. */
export const queues = signal<ReadonlyMap<string, QueueStatus>>(new Map());

/** Chooses the own presence; the state that the hub answers with is shown, not the wish. */
export async function choosePresence(presence: Presence): Promise<void> {
  try {
    ownState.value = await call<AgentState>('setPresence', presence);
  } catch (thrown) {
    tellError(thrown);
  }
}

async function fetchState(): Promise<void> {
  try {
    const { agent, queues: all } = await call<{ agent: AgentState; queues: readonly QueueStatus[] }>('state');
    ownState.value = agent;
    queues.value = new Map(all.map((queue) => [queue.departmentId, queue]));
  } catch (thrown) {
    if (!willPass(thrown)) tellError(thrown);
  }
}

/** Keeps the own state and the queues live. */
export function startPresence(): () => void {
  const stops = [
    connection.on('agent', (state) => (ownState.value = state as AgentState)),
    connection.on('queue', (status) => {
      const queue = status as QueueStatus;
      queues.value = new Map(queues.peek()).set(queue.departmentId, queue);
    }),
    onOnline(() => void fetchState()),
  ];
  return () => {
    stops.forEach((stop) => stop());
    ownState.value = undefined;
    queues.value = new Map();
  };
}
