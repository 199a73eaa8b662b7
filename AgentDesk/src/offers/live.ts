import { signal } from '@preact/signals';
import { call, connection } from '../hub/connection';
import type { Offer } from '../hub/model';
import { t } from '../i18n/translate';
import { tell, tellError } from '../ui/toasts';
import { ringing, ring } from './sound';

/** The offers that this agent may accept, the oldest first. */
export const offers = signal<readonly Offer[]>([]);

const without = (id: string) => offers.peek().filter((offer) => offer.conversationId !== id);

/** Accepts an offer. Answers the conversation's id when it is this agent's now, otherwise null after saying why. */
export async function accept(offer: Offer): Promise<string | null> {
  offers.value = without(offer.conversationId);
  try {
    const { outcome } = await call<{ outcome: 'assigned' | 'gone' }>('accept', offer.conversationId);
    if (outcome === 'assigned') return offer.conversationId;
    tell(t('offer.gone'));
  } catch (thrown) {
    tellError(thrown);
  }
  return null;
}

/** Lets somebody else have it. */
export async function decline(offer: Offer): Promise<void> {
  offers.value = without(offer.conversationId);
  try {
    await call('decline', offer.conversationId);
  } catch (thrown) {
    tellError(thrown);
  }
}

/** Keeps the offers live, drops those that lapsed, and rings for new ones if the agent wants it. */
export function startOffers(): () => void {
  const lapse = setInterval(() => {
    const live = offers.peek().filter((offer) => Date.parse(offer.until) > Date.now());
    if (live.length !== offers.peek().length) offers.value = live;
  }, 500);
  const stops = [
    connection.on('offer', (pushed) => {
      const offer = pushed as Offer;
      if (ringing.peek() && !offers.peek().some((held) => held.conversationId === offer.conversationId)) ring();
      offers.value = [...without(offer.conversationId), offer];
    }),
    connection.on('offerWithdrawn', (id) => (offers.value = without(id as string))),
  ];
  return () => {
    clearInterval(lapse);
    stops.forEach((stop) => stop());
    offers.value = [];
  };
}
