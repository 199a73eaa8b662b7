import { signal } from '@preact/signals';

/** Now, in milliseconds, ticking once a second while the page is visible; what shows a waiting time reads it. */
export const now = signal(Date.now());

setInterval(() => {
  if (!document.hidden) now.value = Date.now();
}, 1000);
document.addEventListener('visibilitychange', () => (now.value = Date.now()));

/** Now to the minute, for what need not redraw every second. */
export const minute = signal(Date.now());
now.subscribe((value) => {
  if (Math.floor(value / 60_000) !== Math.floor(minute.peek() / 60_000)) minute.value = value;
});
