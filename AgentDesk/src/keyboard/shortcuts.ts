/** What a key can do at the desk. */
export type Command =
  | 'next' | 'previous' | 'take' | 'reply' | 'note' | 'resolve' | 'transfer' | 'canned' | 'help' | 'search' | 'palette'
  | 'listMine' | 'listWaiting' | 'listBot' | 'listAll' | 'listResolved' | 'acceptOffer' | 'declineOffer' | 'openCall' | 'back';

/** A key press, reduced to what decides. `typing`: the focus is where text goes, or in a dialog or menu. */
export interface Press {
  readonly key: string;
  readonly typing: boolean;
  readonly control?: boolean;
  readonly alt?: boolean;
  readonly at: number;
}

/** A key that waits for its second one. */
export interface Pending {
  readonly key: string;
  readonly at: number;
}

/** How long a first key waits for the second, in milliseconds. */
export const SEQUENCE_WAIT = 1200;

/** The single keys, also what the help shows. Arrows and Enter belong to the list that has the focus. */
export const KEYS: Readonly<Record<string, Command>> = {
  j: 'next', k: 'previous',
  t: 'take', r: 'reply', n: 'note', e: 'resolve', x: 'transfer', '/': 'canned', f: 'search', '?': 'help', Escape: 'back',
  y: 'acceptOffer', d: 'declineOffer', o: 'openCall',
};

/** The second keys after `g`. */
export const AFTER_G: Readonly<Record<string, Command>> = { m: 'listMine', w: 'listWaiting', b: 'listBot', a: 'listAll', r: 'listResolved' };

/**
 * Decides what a key press does. Ctrl+K works everywhere; everything else is off while typing, so that letters stay letters, and together with
 * Ctrl, Alt or Meta, which belong to the browser. A first key that was pressed too long ago is forgotten.
 */
export function decide(press: Press, pending: Pending | null): { command: Command | null; pending: Pending | null } {
  if (press.control && (press.key === 'k' || press.key === 'K')) return { command: 'palette', pending: null };
  if (press.typing || press.control || press.alt) return { command: null, pending: null };
  if (pending?.key === 'g' && press.at - pending.at <= SEQUENCE_WAIT) return { command: AFTER_G[press.key] ?? null, pending: null };
  if (press.key === 'g') return { command: null, pending: { key: 'g', at: press.at } };
  return { command: KEYS[press.key] ?? null, pending: null };
}
