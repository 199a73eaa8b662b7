import { fold } from '../../i18n/fold';
import type { FaqEntry } from '../model';

/** A new entry, in the given category. */
export function blankEntry(id: string, category: string, departmentId: string | null): FaqEntry {
  return { id, category, departmentId, enabled: true, owner: null, validFrom: null, validTo: null, reviewedAt: null, wordings: [{ language: 'tr', text: '' }], answers: { tr: '', en: null } };
}

/** Whether the bot uses an entry on a day (`yyyy-mm-dd`), and if not, why. */
export function standing(entry: FaqEntry, today: string): 'live' | 'off' | 'notYet' | 'expired' {
  if (!entry.enabled) return 'off';
  if (entry.validFrom && entry.validFrom > today) return 'notYet';
  return entry.validTo && entry.validTo < today ? 'expired' : 'live';
}

/** The question that lists show for an entry: its first wording in the wanted language, or the first of all. */
export const questionOf = (entry: FaqEntry, language: string) => (entry.wordings.find((one) => one.language === language) ?? entry.wordings[0])?.text ?? entry.id;

/** The entries whose wordings, answers or category have all the words. */
export function searchFaq(entries: readonly FaqEntry[], words: string, category: string): FaqEntry[] {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    if (category && entry.category !== category) return false;
    const text = fold([entry.id, entry.category, ...entry.wordings.map((one) => one.text), entry.answers.tr, entry.answers.en ?? '', entry.answers.ar ?? ''].join(' '));
    return wanted.every((word) => text.includes(word));
  });
}

/** An entry as it is stored: blank wordings dropped, blank texts as none. */
export function tidy(entry: FaqEntry): FaqEntry {
  return {
    ...entry,
    category: entry.category.trim(),
    owner: entry.owner?.trim() || null,
    wordings: entry.wordings.map((one) => ({ ...one, text: one.text.trim() })).filter((one) => one.text !== ''),
    answers: { tr: entry.answers.tr.trim(), en: entry.answers.en?.trim() || null, ...(entry.answers.ar?.trim() ? { ar: entry.answers.ar.trim() } : {}) },
  };
}

/** A day as the protocol writes it, in local time. */
export function isoDay(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
}
