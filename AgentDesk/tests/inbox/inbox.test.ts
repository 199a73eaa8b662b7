import { describe, expect, it } from 'vitest';
import type { Gone, InboxPage, Summary } from '../../src/hub/model';
import { applyAnswer, applyPush, conversations, emptyInbox, find, type Inbox } from '../../src/inbox/inbox';
import { shuffler, summary } from '../example';

const push = (...changes: (Summary | Gone)[]): InboxPage => ({ cursor: Math.max(...changes.map((one) => one.position)), conversations: changes });
const reset = (cursor: number, ...all: (Summary | Gone)[]): InboxPage => ({ reset: true, cursor, conversations: all });
const shown = (inbox: Inbox) => conversations(inbox).sort((a, b) => (a.id < b.id ? -1 : 1));

// One history of the whole log: every conversation changes several times, some disappear from view, some come back.
const history: (Summary | Gone)[] = [];
for (let position = 1; position <= 60; position++) {
  const id = `c-${position % 7}`;
  history.push(position % 11 === 0 ? { id, gone: true, position } : summary({ id, position, unread: position % 3, lastSeq: Math.ceil(position / 7) }));
}
const latest = [...new Map(history.map((change) => [change.id, change])).values()];
const fresh = applyAnswer(emptyInbox, reset(60, ...latest.filter((change) => !('gone' in change))));

describe('the lists', () => {
  it('end up as a fresh snapshot whatever order pushes come in and however often', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const shuffle = shuffler(seed);
      const pushes = shuffle([...history, ...history.filter((_, at) => at % 4 === seed % 4)]).map((change) => push(change));
      const inbox = pushes.reduce(applyPush, applyAnswer(emptyInbox, reset(0)));
      expect(shown(inbox)).toEqual(shown(fresh));
    }
  });

  it('end up as a fresh snapshot when pushes are lost and the answer after a reconnect brings the difference', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const kept = shuffler(seed)(history).slice(0, 25).map((change) => push(change));
      const before = kept.reduce(applyPush, applyAnswer(emptyInbox, reset(0)));
      const after = applyAnswer(before, { reset: false, cursor: 60, conversations: latest.filter((change) => change.position > before.cursor) });
      expect(shown(after)).toEqual(shown(fresh));
    }
  });

  it('ask from the last answer, because a push says nothing of those that were lost before it', () => {
    const inbox = applyPush(applyAnswer(emptyInbox, reset(10)), push(summary({ id: 'c-1', position: 20 })));
    expect(inbox.cursor).toBe(10);
    expect(applyAnswer(inbox, { reset: false, cursor: 25, conversations: [] }).cursor).toBe(25);
  });

  it('replace everything at a reset but what a push brought from after it', () => {
    const before = [summary({ id: 'old', position: 5 }), summary({ id: 'new', position: 50 })].reduce((inbox, one) => applyPush(inbox, push(one)), emptyInbox);
    const after = applyAnswer(before, reset(40, summary({ id: 'c-1', position: 30 })));
    expect(shown(after).map((one) => one.id)).toEqual(['c-1', 'new']);
  });

  it('take a reset to a lower cursor as the truth', () => {
    const before = applyAnswer(emptyInbox, reset(100, summary({ id: 'c-1', position: 90 })));
    expect(applyAnswer(before, reset(0)).cursor).toBe(0);
  });

  it('do not bring back what may no longer be seen when a push comes late', () => {
    const gone = applyPush(emptyInbox, push({ id: 'c-1', gone: true, position: 9 }));
    expect(find(applyPush(gone, push(summary({ id: 'c-1', position: 8 }))), 'c-1')).toBeUndefined();
    expect(find(applyPush(gone, push(summary({ id: 'c-1', position: 10 }))), 'c-1')).toBeDefined();
  });

  it('take another view of the same position', () => {
    const first = applyPush(emptyInbox, push(summary({ id: 'c-1', position: 9, unread: 2 })));
    expect(find(applyPush(first, push(summary({ id: 'c-1', position: 9, unread: 0 }))), 'c-1')?.unread).toBe(0);
  });
});
