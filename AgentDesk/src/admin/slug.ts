import { fold } from '../i18n/fold';

/** An id from a title: folded, words joined by dashes, at most 48 characters. Ids already taken get a number. */
export function slug(title: string, taken: (id: string) => boolean): string {
  const base = fold(title).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 48).replace(/-+$/, '') || 'yeni';
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken(id)) return id;
  }
}
