import { signal } from '@preact/signals';
import { LISTS, type ListName } from '../inbox/lists';

/** The pages beside the desk itself. */
export const PAGES = ['wallboard', 'cimer', 'faq', 'canned', 'hours', 'channels', 'departments', 'agents', 'signatures', 'apiKeys', 'webhooks', 'audit'] as const;
export type PageName = (typeof PAGES)[number];

/** Where the person is. */
export type Route =
  | { readonly page: 'desk'; readonly list: ListName; readonly conversation: string | null }
  | { readonly page: PageName; readonly item: string | null };

/** Reads the part of an address after `#`; anything unknown leads to the own conversations. */
export function parseRoute(hash: string): Route {
  const [first, second, third] = hash.replace(/^#?\/?/, '').split('/').map(decodeURIComponent);
  const page = PAGES.find((name) => name === first);
  if (page) return { page, item: second || null };
  const list = LISTS.find((name) => name === second) ?? 'mine';
  return { page: 'desk', list, conversation: (first === 'desk' && third) || null };
}

/** The address of a route, from its `#` on. */
export function hrefOf(route: Route): string {
  const parts = route.page === 'desk' ? ['desk', route.list, route.conversation] : [route.page, route.item];
  return '#/' + parts.filter((part): part is string => !!part).map(encodeURIComponent).join('/');
}

/** The current route. */
export const route = signal<Route>(parseRoute(globalThis.location?.hash ?? ''));

/** Goes somewhere; the browser's back button leads back. */
export function go(next: Route): void {
  if (location.hash !== hrefOf(next)) location.hash = hrefOf(next);
}

globalThis.addEventListener?.('hashchange', () => (route.value = parseRoute(location.hash)));
