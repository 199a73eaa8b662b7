import { connection } from './connection';

/** Lets the connection try at once when the network or the page comes back, in place of waiting out its backoff. */
export function watchNetwork(): void {
  addEventListener('online', () => connection.hint('online'));
  addEventListener('offline', () => connection.hint('offline'));
  document.addEventListener('visibilitychange', () => { if (!document.hidden) connection.hint('visible'); });
}
