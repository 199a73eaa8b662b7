/** The longest first wait and the longest wait of all, in milliseconds. */
export const backoffBase = 500;
export const backoffLimit = 30_000;

/**
 * Full jitter: anywhere between nothing and the exponential bound, so that thousands of clients that lost the same server don't come
 * back in step. Source: Brooker, "Exponential Backoff and Jitter" (AWS Architecture Blog, 2015).
 * @param attempt failures so far, from 0
 * @param random a number in [0, 1)
 */
export function fullJitter(attempt: number, random: number): number {
  return random * Math.min(backoffLimit, backoffBase * 2 ** Math.min(attempt, 16));
}
