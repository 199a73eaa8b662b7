import { useEffect, useRef, useState } from 'preact/hooks';
import type { TimelineState } from '@contacthub/client';
import { usePanel } from './context.ts';
import { Icon } from './icons.tsx';
import { Later } from './Later.tsx';

const loadMenu = () => import('./Menu.tsx').then(part => part.Menu);

export function MenuButton({ state }: { readonly state: TimelineState }) {
  const { t } = usePanel();
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const leave = (event: Event) => {
      if (event.type === 'pointerdown' && place.current?.contains(event.target as Node)) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        button.current?.focus();
      }
      setOpen(false);
    };
    document.addEventListener('pointerdown', leave, true);
    document.addEventListener('keydown', leave, true);
    return () => {
      document.removeEventListener('pointerdown', leave, true);
      document.removeEventListener('keydown', leave, true);
    };
  }, [open]);

  return (
    <div class="menu-place" ref={place}>
      <button type="button" class="header-button" ref={button} aria-label={t('menu')} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="menu" />
      </button>
      {open && <Later load={loadMenu} props={{ state, done: () => { setOpen(false); button.current?.focus(); } }} />}
    </div>
  );
}
