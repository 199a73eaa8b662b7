import { t, type TextKey } from '../../i18n/translate';
import { texts } from '../../i18n/texts';

/** An address that is told of events, as administrators keep it (docs/webhooks.md). */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** Empty for all. */
  readonly kinds: readonly string[];
  readonly enabled: boolean;
  readonly createdAt: string;
  readonly previousSecretUntil?: string;
  /** Since when nothing could be delivered. */
  readonly failingSince?: string;
  /** Why the hub switched it off itself. */
  readonly offReason?: 'gone' | 'failing';
  readonly offAt?: string;
  /** How many deliveries wait. */
  readonly waiting: number;
}

/** What can be changed of a webhook. */
export type WebhookDraft = Pick<Webhook, 'url' | 'description' | 'kinds' | 'enabled'>;

export const DELIVERY_STATES = ['waiting', 'delivered', 'givenUp'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A line of the delivery log. */
export interface WebhookDelivery {
  readonly id: string;
  readonly conversationId: string;
  readonly number: number;
  readonly seq: number;
  readonly kind: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Of the last attempt: an HTTP status, or why there was none. */
  readonly code?: string;
  /** Of the last attempt: the beginning of the answer. */
  readonly detail?: string;
  readonly millis?: number;
  readonly createdAt: string;
  readonly lastAt?: string;
  readonly dueAt?: string;
}

/** What came of a test. */
export interface Ping {
  readonly code: string;
  readonly accepted: boolean;
  readonly millis: number;
  readonly text: string;
}

export const WEBHOOKS = '/api/admin/webhooks';

/** What the kinds are grouped by in the form; the rest comes last. */
const GROUPS: readonly { readonly title: TextKey; readonly starts: readonly string[] }[] = [
  { title: 'webhooks.group.messages', starts: ['message', 'note', 'delivery', 'satisfaction', 'faq', 'request'] },
  { title: 'webhooks.group.conversations', starts: ['conversation', 'queue', 'agent', 'handoff', 'labels', 'priority', 'citizen'] },
  { title: 'webhooks.group.contacts', starts: ['email', 'call'] },
];

/** The kinds in their groups, each in the order of the names that people see. */
export function groupsOf(kinds: readonly string[]): { title: string; kinds: readonly string[] }[] {
  const rest = kinds.filter((kind) => !GROUPS.some((group) => group.starts.some((start) => kind.startsWith(start))));
  return [...GROUPS.map((group) => ({ title: t(group.title), kinds: kinds.filter((kind) => group.starts.some((start) => kind.startsWith(start))) })), { title: t('webhooks.group.others'), kinds: rest }]
    .filter((group) => group.kinds.length > 0)
    .map((group) => ({ ...group, kinds: [...group.kinds].sort((a, b) => kindName(a).localeCompare(kindName(b), 'tr')) }));
}

/** An event's kind in words; one that is not known here as the hub names it. */
export const kindName = (kind: string) => (`webhooks.kind.${kind}` in texts ? t(`webhooks.kind.${kind}` as TextKey) : kind);

/** What an attempt came to: an HTTP status as it is, a reason in words. */
export function codeName(code: string): string {
  if (/^\d+$/.test(code)) return t('webhooks.http', { code });
  return `webhooks.code.${code}` in texts ? t(`webhooks.code.${code}` as TextKey) : code;
}

/** How a webhook stands, the worst first. */
export type Standing = 'gone' | 'switchedOff' | 'off' | 'failing' | 'on';

export const standingOf = (webhook: Webhook): Standing =>
  webhook.offReason === 'gone' ? 'gone' : webhook.offReason ? 'switchedOff' : !webhook.enabled ? 'off' : webhook.failingSince ? 'failing' : 'on';

/** Whether an administrator should look at it. */
export const needsCare = (webhook: Webhook) => !!webhook.offReason || !!webhook.failingSince && webhook.enabled;

/** The value of a `datetime-local` field for a moment, in the browser's zone. */
export function localMinute(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
