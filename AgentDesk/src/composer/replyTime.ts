/** How long before the end the agent is told of it, in milliseconds. */
const SOON = 2 * 3_600_000;

/** Whether the channel still takes an answer; `soon` when not for long. */
export function replyWindow(until: string | null | undefined, now: number): 'open' | 'soon' | 'closed' {
  if (!until) return 'open';
  const left = Date.parse(until) - now;
  return left <= 0 ? 'closed' : left <= SOON ? 'soon' : 'open';
}
