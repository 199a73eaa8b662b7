import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Canned } from '../hub/model';
import { t } from '../i18n/translate';

/** The canned answers that fit what is typed after `/`; the focus stays in the composer. */
export function CannedList({ id, items, chosen, onChoose }: { id: string; items: readonly Canned[]; chosen: number; onChoose: (canned: Canned) => void }) {
  const list = useRef<HTMLUListElement>(null);
  useLayoutEffect(() => list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }), [chosen]);
  return (
    <ul ref={list} id={id} class="canned-list" role="listbox" aria-label={t('canned.title')}>
      {items.map((item, at) => (
        <li key={item.id} id={`${id}-${at}`} role="option" aria-selected={at === chosen}
          onMouseDown={(event) => { event.preventDefault(); onChoose(item); }}>
          <span class="row"><strong>{item.title}</strong><code>/{item.shortcut}</code></span>
          <span class="canned-text">{item.text}</span>
        </li>
      ))}
      {items.length === 0 && <li class="muted" role="option" aria-selected="false" aria-disabled="true">{t('canned.noneFits')}</li>}
    </ul>
  );
}
