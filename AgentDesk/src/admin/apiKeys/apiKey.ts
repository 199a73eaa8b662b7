/** What a key may do. */
export const SCOPES = ['contacts:read', 'contacts:write', 'contacts:verify', 'conversations:read', 'conversations:write', 'messages:write'] as const;
export type Scope = (typeof SCOPES)[number];

/** A key of another system as administrators keep it; its secret is nowhere. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly departments: readonly string[];
  readonly perMinute: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt?: string;
  readonly revokedAt?: string;
  readonly lastUsedAt?: string;
}

/** What is said of a new key; `expires` is a day (`yyyy-mm-dd`), empty for never. */
export interface ApiKeyDraft {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly departments: readonly string[];
  readonly perMinute: number;
  readonly expires: string;
}

export type KeyState = 'active' | 'expired' | 'revoked';

/** Whether a key opens anything now. */
export const stateOf = (key: ApiKey, now: number): KeyState =>
  key.revokedAt ? 'revoked' : key.expiresAt && Date.parse(key.expiresAt) <= now ? 'expired' : 'active';

/** What the hub is asked for: the key is good until the end of its last day here. */
export function requestOf({ name, scopes, departments, perMinute, expires }: ApiKeyDraft) {
  return { name: name.trim(), scopes, departments, perMinute, ...(expires ? { expiresAt: new Date(`${expires}T23:59:59`).toISOString() } : {}) };
}
