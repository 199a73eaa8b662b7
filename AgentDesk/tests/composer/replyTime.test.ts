import { describe, expect, it } from 'vitest';
import { replyWindow } from '../../src/composer/replyTime';

const hour = 3_600_000;

describe('the time for an answer', () => {
  it('has no end where the channel knows none', () => {
    expect([replyWindow(null, 0), replyWindow(undefined, 0)]).toEqual(['open', 'open']);
  });

  it('ends soon in its last two hours, and is over at its end', () => {
    const until = new Date(24 * hour).toISOString();
    expect([0, 21.9 * hour, 22 * hour, 24 * hour - 1, 24 * hour, 30 * hour].map((now) => replyWindow(until, now))).toEqual(['open', 'open', 'soon', 'soon', 'closed', 'closed']);
  });
});
