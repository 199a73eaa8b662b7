import { createHmac } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * What an authenticator app shows: six digits from a secret in Base32 and steps of 30 s (RFC 6238 with SHA-1).
 * @param ahead steps from the one of this moment; the hub takes codes of two steps before and after its own
 */
export function totp(secret: string, ahead = 0): string {
  const bits = [...secret].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac("sha1", key).update(step).digest();
  // RFC 4226, 5.3: the last four bits say where the 31 bits begin.
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** A code that the hub takes for wrong, now and in the next minutes. */
export function wrongTotp(secret: string): string {
  const good = new Set(Array.from({ length: 12 }, (_, at) => totp(secret, at - 4)));
  return ["000000", "111111", "222222", ...Array.from({ length: 10 }, (_, digit) => `12345${digit}`)].find((code) => !good.has(code))!;
}
