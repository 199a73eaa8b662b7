import { signal } from '@preact/signals';
import { hasRole, me } from '../../account/session';
import { list } from '../../http/http';
import { needsCare, WEBHOOKS, type Webhook } from './webhooks';

const EVERY = 5 * 60_000;

/** How many webhooks an administrator should look at; the navigation says so. */
export const webhookTrouble = signal(0);

/** Takes note of the webhooks as somebody has just fetched them. */
export const noteTrouble = (webhooks: readonly Webhook[]) => (webhookTrouble.value = webhooks.filter(needsCare).length);

/** Looks now and then, for administrators, until it is ended. */
export function startTrouble(): () => void {
  if (!hasRole(me.value, 'administrator')) return () => {};
  const look = () => void list<Webhook>(WEBHOOKS).then(noteTrouble, () => {
    // The page itself says why it can't be fetched; the navigation keeps what it knew.
  });
  look();
  const timer = setInterval(look, EVERY);
  return () => {
    clearInterval(timer);
    webhookTrouble.value = 0;
  };
}
