import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TimelinePage } from '../../src/timeline/events.ts';
import { parseEvent } from '../../src/timeline/parseEvent.ts';
import { parsePage } from '../../src/timeline/parsePage.ts';
import { missingAfter, timelineReducer } from '../../src/timeline/reducer.ts';
import { emptyTimeline, type TimelineState } from '../../src/timeline/state.ts';
import { ConversationModel, kinds, logOf } from '../support/conversationModel.ts';

function snapshot(state: TimelineState, model: ConversationModel, lastSeq: number): TimelineState {
  return timelineReducer(state, { type: 'snapshot', page: parsePage(model.join(state.lastSeq, lastSeq)) });
}

/** What a delivery does: cut the log into pushes, shuffle, double and drop them, and answer joins late. */
const delivery = fc.record({
  joinedAt: fc.nat(), page: fc.integer({ min: 2, max: 40 }),
  pushes: fc.array(fc.record({ from: fc.nat(), count: fc.integer({ min: 1, max: 4 }), repairs: fc.boolean(), answeredAt: fc.nat() }), { maxLength: 40 }),
});

function converges(
  log: { seq: number }[],
  { joinedAt, page, pushes }: { joinedAt: number; page: number; pushes: { from: number; count: number; repairs: boolean; answeredAt: number }[] },
): void {
  const model = new ConversationModel(log as never, page);
  let state = snapshot(emptyTimeline, model, joinedAt % (log.length + 1));
  let answer: TimelinePage | null = null;
  for (const { from, count, repairs, answeredAt } of pushes) {
    const start = from % log.length;
    const before = state.lastSeq;
    state = timelineReducer(state, { type: 'events', events: log.slice(start, start + count).map(parseEvent) });
    // An answer arrives after whatever was pushed since it was made, and may be older than that.
    if (answer) state = timelineReducer(state, { type: 'snapshot', page: answer });
    const after = missingAfter(state);
    answer = repairs && after !== null ? parsePage(model.join(after, Math.max(after, answeredAt % (log.length + 1)))) : null;
    expect(state.entries.every((entry, index) => index === 0 || entry.seq === state.entries[index - 1]!.seq + 1)).toBe(true);
    expect(state.lastSeq).toBeGreaterThanOrEqual(before);
  }
  for (let tries = 0; missingAfter(state) !== null && tries < 5; tries++) state = snapshot(state, model, log.length);
  state = snapshot(state, model, log.length);

  const fresh = snapshot(emptyTimeline, model, log.length);
  expect(state.entries.slice(-fresh.entries.length)).toEqual(fresh.entries);
  expect({ ...state, entries: [] }).toEqual({ ...fresh, entries: [] });
}

describe('whatever is lost, doubled or shuffled, a screen ends up as a fresh one', () => {
  test.each(kinds)('with %s in the conversation', kind => {
    fc.assert(fc.property(logOf(kind), delivery, converges), { numRuns: 150 });
  });

  test('when only pushes bring the rest, the summary is folded here and equals the hub\'s', () => {
    fc.assert(fc.property(logOf(), fc.nat(), (log, nat) => {
      const model = new ConversationModel(log, 100);
      const before = snapshot(emptyTimeline, model, nat % (log.length + 1));
      const after = timelineReducer(before, { type: 'events', events: [...log].reverse().map(parseEvent) });
      expect(after).toEqual(snapshot(emptyTimeline, model, log.length));
    }), { numRuns: 500 });
  });
});
