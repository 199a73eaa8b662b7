import { describe, expect, it } from 'vitest';
import { allowed } from '../../src/timeline/permissions';
import { person, summary } from '../example';

const own = summary({ id: 'c', position: 1, owner: 'agent', agentId: 'deniz' });
const other = { ...own, agentId: 'ali' };

describe('what may be done', () => {
  it('is everything to the own conversation', () => {
    expect(allowed(own, person())).toEqual({ take: null, reply: true, note: true, transfer: true, release: true, resolve: true, reopen: false, edit: true });
  });

  it('is to take, pass on or resolve what the bot or the queue has', () => {
    for (const owner of ['bot', 'queue'] as const) {
      expect(allowed({ ...own, owner, agentId: null }, person())).toMatchObject({ take: 'plain', reply: false, transfer: true, release: false, resolve: true });
    }
  });

  it('is only to note on a colleague’s, unless one supervises', () => {
    expect(allowed(other, person())).toMatchObject({ take: null, reply: false, note: true, transfer: false, resolve: false });
    expect(allowed(other, person({ roles: ['supervisor'] }))).toMatchObject({ take: 'force', reply: false, transfer: true, resolve: false });
  });

  it('is to reopen what is resolved', () => {
    expect(allowed({ ...own, owner: 'none' }, person())).toMatchObject({ reopen: true, reply: false, resolve: false });
  });

  it('is nothing for an auditor', () => {
    for (const owner of ['bot', 'queue', 'agent', 'none'] as const) {
      expect(new Set(Object.values(allowed({ ...own, owner }, person({ id: 'x', roles: ['auditor'] }))))).toEqual(new Set([null, false]));
    }
  });
});
