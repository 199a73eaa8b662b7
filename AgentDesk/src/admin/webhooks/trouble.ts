import { troubleOf } from '../trouble';
import { needsCare, WEBHOOKS, type Webhook } from './webhooks';

/** The webhooks that an administrator should look at. */
export const webhookTrouble = troubleOf<Webhook>(WEBHOOKS, (webhook) => (needsCare(webhook) ? 1 : 0), 5 * 60_000, 'administrator');
