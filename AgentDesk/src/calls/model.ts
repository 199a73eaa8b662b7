/** What a call is to this agent (protocol, section 7). */
export type CallState = 'ringing' | 'ownPhone' | 'dialling' | 'talking' | 'held' | 'wrapUp' | 'unreached' | 'notPickedUp';

/** A call as the hub shows it at this desk. Times are ISO 8601 in UTC. */
export interface Call {
  readonly callId: string;
  readonly state: CallState;
  readonly direction: 'in' | 'out';
  readonly number?: string | null;
  readonly name?: string | null;
  readonly verified: boolean;
  readonly conversationId?: string | null;
  readonly citizenId?: string | null;
  readonly conversationNumber?: number | null;
  /** How many other conversations there were with this citizen. */
  readonly earlier: number;
  readonly queue?: string | null;
  readonly since: string;
  readonly changedAt: string;
  /** When the wrap-up ends, or what is shown for a moment goes. */
  readonly until?: string | null;
  readonly outcome?: 'answered' | 'busy' | 'noAnswer' | 'failed' | 'abandoned' | null;
}

// What asks for something comes first: a phone that rings, then whom one talks with, then what is left to do.
const ORDER: Readonly<Record<CallState, number>> = { ringing: 0, talking: 1, held: 1, ownPhone: 2, dialling: 2, wrapUp: 3, unreached: 4, notPickedUp: 4 };

/** The calls in the order in which they are shown. */
export const inOrder = (calls: readonly Call[]): Call[] => [...calls].sort((a, b) => ORDER[a.state] - ORDER[b.state] || Date.parse(a.since) - Date.parse(b.since));

/**
 * The calls after the hub has told of all that it has. A wrap-up whose time has run out while its note was being written is not among them any more, and
 * stays on the screen until the note is saved.
 */
export function afterTold(before: readonly Call[], told: readonly Call[], isWriting: (callId: string) => boolean): readonly Call[] {
  const known = new Set(told.map((call) => call.callId));
  const kept = before.filter((call) => (call.state === 'wrapUp' || call.state === 'talking' || call.state === 'held') && !known.has(call.callId) && isWriting(call.callId));
  return [...told, ...kept.map((call): Call => ({ ...call, state: 'wrapUp', until: null }))];
}

/** From when on a call's clock counts up: waiting for who rings, the talk for who talks. */
export const countsFrom = (call: Call): string => (call.state === 'ringing' ? call.since : call.changedAt);

/** A number as people write it: `0 532 123 45 67`; foreign ones and short ones as they are. */
export function writtenNumber(number: string): string {
  const own = /^\+90(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(number);
  return own ? `0 ${own[1]} ${own[2]} ${own[3]} ${own[4]}` : number;
}
