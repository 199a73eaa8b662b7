import type { Canned } from '../hub/model';
import { fold } from '../i18n/fold';

/** What the places of a canned answer are filled with. */
export interface CannedValues {
  readonly citizen: string;
  readonly agent: string;
  readonly number: number | string;
}

/** Fills `{citizen}`, `{agent}` and `{number}`; other braces stay as they are. An unknown citizen leaves no doubled space or space before a comma. */
export function fillCanned(text: string, values: CannedValues): string {
  return text
    .replace(/\{(citizen|agent|number)\}/g, (_, name: keyof CannedValues) => String(values[name]))
    .replace(/ {2,}/g, ' ')
    .replace(/ +([,.!?])/g, '$1');
}

/** The `/words` being typed just before the caret, at the start or after a blank; null when there is none. */
export function slashAt(text: string, caret: number): { readonly from: number; readonly words: string } | null {
  const found = /(^|\s)\/([^\s/]*)$/.exec(text.slice(0, caret));
  return found ? { from: found.index + found[1]!.length, words: found[2]! } : null;
}

/** The canned answers for some words, best first: shortcut starts with them, then title, then anywhere. Those of another language come last. */
export function searchCanned(all: readonly Canned[], words: string, language: string): Canned[] {
  const wanted = fold(words);
  const rank = (canned: Canned): number => {
    if (fold(canned.shortcut).startsWith(wanted)) return 0;
    if (fold(canned.title).startsWith(wanted)) return 1;
    return fold(`${canned.shortcut} ${canned.title} ${canned.text}`).includes(wanted) ? 2 : 9;
  };
  const foreign = (canned: Canned) => (canned.language && canned.language !== language ? 1 : 0);
  return all
    .map((canned) => ({ canned, rank: rank(canned), foreign: foreign(canned) }))
    .filter((entry) => entry.rank < 9)
    .sort((a, b) => a.foreign - b.foreign || a.rank - b.rank || (a.canned.shortcut < b.canned.shortcut ? -1 : 1))
    .map((entry) => entry.canned);
}
