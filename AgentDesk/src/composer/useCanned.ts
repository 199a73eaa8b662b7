import { useMemo, useState } from 'preact/hooks';
import { me } from '../account/session';
import type { Canned, Summary } from '../hub/model';
import { fillCanned, searchCanned, slashAt } from './canned';
import { canned } from './cannedStore';

interface Text {
  readonly text: string;
  readonly caret: number;
}

/**
 * Canned answers while typing: which ones fit the `/words` before the caret, which one is chosen, and the text with it put in. `key` answers
 * whether it used a key press; `insert` hears of the new text and where its caret belongs.
 */
export function useCanned(summary: Summary, { text, caret }: Text, insert: (next: Text) => void) {
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const slash = slashAt(text, caret);
  const words = slash?.words ?? null;
  const items = useMemo(() => (words === null ? [] : searchCanned(canned.value, words, summary.language).slice(0, 30)), [words, canned.value, summary.language]);
  const open = slash !== null && dismissed !== text;
  const at = Math.min(chosen, Math.max(0, items.length - 1));

  const choose = (item: Canned) => {
    if (!slash) return;
    const filled = fillCanned(item.text, { citizen: summary.citizenName ?? '', agent: me.value?.name ?? '', number: summary.number });
    setChosen(0);
    insert({ text: text.slice(0, slash.from) + filled + text.slice(caret), caret: slash.from + filled.length });
  };
  const key = (event: KeyboardEvent): boolean => {
    if (!open) return false;
    if (event.key === 'Escape') setDismissed(text);
    else if (items.length === 0) return false;
    else if (event.key === 'ArrowDown') setChosen((at + 1) % items.length);
    else if (event.key === 'ArrowUp') setChosen((at - 1 + items.length) % items.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(items[at]!);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return { open, items, chosen: at, choose, key };
}
