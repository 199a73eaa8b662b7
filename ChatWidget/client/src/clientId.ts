declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

/**
 * An idempotency key, made when a person presses send: nine characters of time (so that keys sort by age) and 80 random bits,
 * base 36, 1 to 64 characters as the protocol asks.
 */
export function newClientId(now: number = Date.now()): string {
  const random = Array.from(crypto.getRandomValues(new Uint8Array(10)), byte => byte.toString(36).padStart(2, '0'));
  return now.toString(36).padStart(9, '0') + random.join('');
}
