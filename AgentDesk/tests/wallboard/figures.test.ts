import { describe, expect, it } from 'vitest';
import { figuresOf, owners, staffOf } from '../../src/wallboard/figures';
import { agent, queue, summary } from '../example';

describe('the wallboard', () => {
  const both = agent({ agentId: 'both', departments: ['su', 'ulasim'], conversations: ['c-1', 'c-2'], capacity: 5 });
  const queues = [
    queue({ departmentId: 'su', waiting: 2, oldestQueuedAt: '2026-05-04T09:10:00Z', waitSeconds: 60, agents: [both, agent({ agentId: 'away', presence: 'away', conversations: ['c-3'] })] }),
    queue({ departmentId: 'ulasim', waiting: 1, oldestQueuedAt: '2026-05-04T09:05:00Z', waitSeconds: null, agents: [both] }),
  ];

  it('adds queues up and counts an agent of two departments once', () => {
    expect(figuresOf(queues)).toEqual({ waiting: 3, oldest: Date.parse('2026-05-04T09:05:00Z'), waitSeconds: 60, byPresence: { available: 1, busy: 0, away: 1, offline: 0 }, load: 3, capacity: 9 });
  });

  it('knows nothing of nobody', () => {
    expect(figuresOf([])).toEqual({ waiting: 0, oldest: null, waitSeconds: null, byPresence: { available: 0, busy: 0, away: 0, offline: 0 }, load: 0, capacity: 0 });
  });

  it('lists those at work first', () => expect(staffOf([...queues].reverse()).map((one) => one.agentId)).toEqual(['both', 'away']));

  it('counts open conversations by owner', () => {
    expect(owners([summary({ id: 'a', position: 1 }), summary({ id: 'b', position: 2, owner: 'none' }), summary({ id: 'c', position: 3, owner: 'queue' })])).toEqual({ bot: 1, queue: 1, agent: 0 });
  });
});
