import { doCommand } from '../desk/doCommand';
import { decide, type Pending } from './shortcuts';
import { shortcutsOn } from './setting';

const TEXT_TYPES: ReadonlySet<string> = new Set(['checkbox', 'radio', 'button', 'submit']);

/** Whether letters belong to what has the focus: a field, a menu. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[role="menu"]')) return true;
  if (target instanceof HTMLInputElement) return !TEXT_TYPES.has(target.type);
  return target.isContentEditable || target.matches('textarea, select');
}

/** Listens for the shortcuts of the desk. */
export function startKeyboard(): () => void {
  let pending: Pending | null = null;
  const listen = (event: KeyboardEvent) => {
    if (event.isComposing || event.defaultPrevented) return;
    // Its text was clicked or its focused button is gone: then the page has the focus, and still nothing behind the dialog may be reached.
    const inDialog = document.querySelector('dialog:modal') !== null;
    const decided = decide({ key: event.key, typing: inDialog || isTyping(event.target), control: event.ctrlKey || event.metaKey, alt: event.altKey, at: event.timeStamp }, pending);
    pending = decided.pending;
    if (!decided.command || (decided.command === 'palette' ? inDialog : !shortcutsOn.peek())) return;
    event.preventDefault();
    doCommand(decided.command);
  };
  addEventListener('keydown', listen);
  return () => removeEventListener('keydown', listen);
}
