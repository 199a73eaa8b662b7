import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/translate';
import { textOf } from './errorText';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly error: boolean;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

const toasts = signal<readonly Toast[]>([]);
let last = 0;

const drop = (id: number) => (toasts.value = toasts.value.filter((toast) => toast.id !== id));

function add(toast: Omit<Toast, 'id'>, stay: number): void {
  const id = ++last;
  // The same thing said again takes the place of the first time.
  toasts.value = [...toasts.value.filter((shown) => shown.text !== toast.text).slice(-2), { ...toast, id }];
  setTimeout(() => drop(id), stay);
}

/** Tells the person something, with an optional way to take it back. */
export function tell(text: string, action?: Toast['action']): void {
  add({ text, error: false, action }, action ? 10_000 : 5_000);
}

/** Tells the person what went wrong. */
export function tellError(thrown: unknown): void {
  add({ text: textOf(thrown), error: true }, 9_000);
}

/** Runs something and tells the person if it fails; answers whether it worked. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (thrown) {
    tellError(thrown);
    return false;
  }
}

/** Where toasts appear; a manual popover, so that they lie above open dialogs. */
export function Toasts() {
  const box = useRef<HTMLDivElement>(null);
  const any = toasts.value.length > 0;
  useEffect(() => {
    // Shown anew with each toast: the top layer is a stack, and a dialog may have opened since.
    box.current!.hidePopover();
    if (any) box.current!.showPopover();
  }, [toasts.value.at(-1)?.id, any]);
  return (
    <div ref={box} class="toasts" popover="manual" role="status" aria-live="polite">
      {toasts.value.map((toast) => (
        <div key={toast.id} class={`toast ${toast.error ? "error" : ""}`}>
          <span class="grow">{toast.text}</span>
          {toast.action && <button type="button" onClick={() => { drop(toast.id); toast.action!.run(); }}>{toast.action.label}</button>}
          {toast.error && <button type="button" onClick={() => drop(toast.id)} aria-label={t('act.close')}>✕</button>}
        </div>
      ))}
    </div>
  );
}
