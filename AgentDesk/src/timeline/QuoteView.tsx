import type { Quote } from '@contacthub/client';
import { t } from '../i18n/translate';

/** What a message of the timeline is found by on the page. */
export const placeOf = (conversationId: string, seq: number) => `said-${conversationId}-${seq}`;

/** The message that a citizen answers or reacts to; pressing it shows that message, as long as it is on the page. */
export function QuoteView({ quote: { conversationId, seq, by, text }, conversationId: here }: { quote: Quote; conversationId: string }) {
  const words = <><strong>{t(`actor.${by}`)}{conversationId === here ? ` · #${seq}` : ` · ${t('quote.earlier')}`}</strong><span>{text}</span></>;
  if (conversationId !== here) return <p class="tl-quote" dir="auto">{words}</p>;
  const show = () => document.getElementById(placeOf(conversationId, seq))?.scrollIntoView({ block: 'center' });
  return <button type="button" class="tl-quote" dir="auto" title={t('quote.show')} onClick={show}>{words}</button>;
}
