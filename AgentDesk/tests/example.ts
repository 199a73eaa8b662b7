import type { AgentState, Me, QueueStatus, Summary } from '../src/hub/model';

/** A conversation for tests; a test states only what matters to it. */
export function summary(part: Partial<Summary> & { readonly id: string; readonly position: number }): Summary {
  return {
    number: 1000 + part.position, owner: 'bot', departmentId: 'su', agentId: null, agentName: null, citizenId: `v-${part.id}`, citizenName: 'Ayşe Yılmaz', verified: false,
    channel: 'chat', language: 'tr', preview: 'Çöp ne zaman alınıyor?', previewBy: 'citizen', openedAt: '2026-05-04T09:00:00Z', lastAt: '2026-05-04T09:10:00Z', waitingSince: null,
    queuedAt: null, unread: 0, priority: 0, labels: [], rating: null, lastSeq: 1, ...part,
  };
}

export const agent = (part: Partial<AgentState> & { readonly agentId: string }): AgentState =>
  ({ name: part.agentId, presence: 'available', capacity: 4, conversations: [], departments: ['su'], languages: ['tr'], ...part });

export const queue = (part: Partial<QueueStatus> & { readonly departmentId: string }): QueueStatus =>
  ({ waiting: 0, oldestQueuedAt: null, waitSeconds: null, agents: [], ...part });

export const person = (part: Partial<Me> = {}): Me =>
  ({ id: 'deniz', name: 'Deniz', email: 'deniz@example.org', roles: ['agent'], departments: ['su'], language: 'tr', capacity: 4, mustChangePassword: false, twoFactor: false, ...part });

/** The same shuffles in every run: a linear congruential generator (Knuth, MMIX). */
export function shuffler(seed: number): <T>(items: readonly T[]) => T[] {
  let state = BigInt(seed);
  const next = (below: number) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 33n) % below;
  };
  return (items) => {
    const shuffled = [...items];
    for (let at = shuffled.length - 1; at > 0; at--) {
      const other = next(at + 1);
      [shuffled[at], shuffled[other]] = [shuffled[other]!, shuffled[at]!];
    }
    return shuffled;
  };
}
