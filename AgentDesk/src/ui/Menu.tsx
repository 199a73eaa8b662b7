import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Props {
  readonly label: string;
  /** Whether the button says nothing itself and is named by `label`. */
  readonly named?: boolean;
  readonly button: ComponentChildren;
  readonly buttonClass?: string;
  readonly children: (close: () => void) => ComponentChildren;
  /** Where the menu opens from its button. */
  readonly side?: 'below' | 'above';
}

/** A menu button. The menu is a native popover, so it lies above everything and closes on Escape or a press elsewhere; arrows walk through it. */
export function Menu({ label, named = true, button, buttonClass, children, side = 'below' }: Props) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();

  const close = () => menu.current?.hidePopover();
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
  const place = () => {
    const from = trigger.current!.getBoundingClientRect();
    const panel = menu.current!;
    const width = panel.offsetWidth, height = panel.offsetHeight;
    const below = side === 'below' && from.bottom + height + 8 < innerHeight;
    panel.style.left = `${Math.max(8, Math.min(from.right - width < 8 ? from.left : from.right - width, innerWidth - width - 8))}px`;
    panel.style.top = `${below ? from.bottom + 6 : Math.max(8, from.top - height - 6)}px`;
  };

  useEffect(() => {
    const panel = menu.current!;
    const toggled = (event: Event) => setOpen((event as ToggleEvent).newState === 'open');
    panel.addEventListener('toggle', toggled);
    return () => panel.removeEventListener('toggle', toggled);
  }, []);

  useLayoutEffect(() => {
    if (!open) return;
    place();
    (items().find((item) => item.getAttribute('aria-checked') === 'true') ?? items()[0])?.focus();
  }, [open]);

  const walk = (event: KeyboardEvent) => {
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const target = { ArrowDown: all[(at + 1) % all.length], ArrowUp: all[(at - 1 + all.length) % all.length], Home: all[0], End: all.at(-1) }[event.key];
    if (event.key === 'Tab') return close();
    if (!target) return;
    event.preventDefault();
    target.focus();
  };

  return (
    <>
      <button ref={trigger} type="button" class={buttonClass ?? "button"} {...(named ? { 'aria-label': label, title: label } : {})} aria-haspopup="menu" aria-expanded={open} popovertarget={id}>{button}</button>
      <div ref={menu} id={id} class="menu" role="menu" aria-label={label} popover="auto" onKeyDown={walk}>{open && children(close)}</div>
    </>
  );
}

/** One line of a menu. With `checked`, one of several choices. */
export function MenuItem({ children, onChoose, checked }: { children: ComponentChildren; onChoose: () => void; checked?: boolean }) {
  return (
    <button type="button" tabIndex={-1} role={checked === undefined ? "menuitem" : "menuitemradio"} {...(checked === undefined ? {} : { "aria-checked": checked })} onClick={onChoose}>
      {children}
    </button>
  );
}
