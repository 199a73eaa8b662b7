import { signal } from '@preact/signals';
import { call, connection, onOnline, willPass } from '../hub/connection';
import type { AgentState, Presence, QueueStatus } from '../hub/model';
import { showCalls } from '../calls/live';
import type { Call } from '../calls/model';
import { tellError } from '../ui/toasts';

/** The own state in routing; undefined until the hub said it. */
export const ownState = signal<AgentState | undefined>(undefined);

/** Every department's queue, by department id. */
export const queues = signal<ReadonlyMap<string, QueueStatus>>(new Map());

/** The presence that was chosen and that the hub does not know of yet; null while there is none. */
export const wish = signal<Presence | null>(null);

/** Chooses the own presence, now or as soon as the hub is reached. The state that the hub answers with is shown as the own, not the wish. */
export async function choosePresence(presence: Presence): Promise<void> {
  wish.value = presence;
  await sendWish();
}

async function sendWish(): Promise<void> {
  const wished = wish.peek();
  if (wished === null) return;
  try {
    ownState.value = await call<AgentState>('setPresence', wished);
  } catch (thrown) {
    if (willPass(thrown)) return;
    tellError(thrown);
  }
  if (wish.peek() === wished) wish.value = null;
}

async function fetchState(): Promise<void> {
  try {
    const { agent, queues: all, calls } = await call<{ agent: AgentState; queues: readonly QueueStatus[]; calls?: readonly Call[] }>('state');
    ownState.value = agent;
    showCalls(calls ?? []);
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
    onOnline(() => void sendWish().then(fetchState)),
  ];
  return () => {
    stops.forEach((stop) => stop());
    ownState.value = undefined;
    wish.value = null;
    queues.value = new Map();
  };
}
