import { signal } from '@preact/signals';

const KEY = 'contacthub.desk.shortcuts';

/** Whether single keys are shortcuts. They can be turned off (WCAG 2.1.4): speech input and unsteady hands press keys by mistake. */
export const shortcutsOn = signal(localStorage.getItem(KEY) !== 'off');

/** Turns them on or off, for this browser. */
export function setShortcuts(on: boolean): void {
  shortcutsOn.value = on;
  localStorage.setItem(KEY, on ? 'on' : 'off');
}
