const LETTERS: Readonly<Record<string, string>> = { ı: 'i', İ: 'i', I: 'i', ş: 's', Ş: 's', ç: 'c', Ç: 'c', ğ: 'g', Ğ: 'g', ö: 'o', Ö: 'o', ü: 'u', Ü: 'u' };

/**
 * Folds a text for searching: the same for `IŞIK`, `ışık` and `isik`. Turkish letters go to their plain ones by an own table, because the
 * casing of `I` and `ı` depends on the language and would split what people type alike.
 */
export function fold(text: string): string {
  return text.replace(/[ıİIşŞçÇğĞöÖüÜ]/g, (letter) => LETTERS[letter]!).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
