import { t } from '../../i18n/translate';
import { standingOf, type DeliveryState, type Webhook } from './webhooks';

const TONES = { gone: 'bad', switchedOff: 'bad', off: '', failing: 'warn', on: 'good' } as const;
const STATE_TONES = { waiting: 'warn', delivered: 'good', givenUp: 'bad' } as const;

/** How a webhook stands, in a word. */
export function StandingChip({ webhook }: { webhook: Webhook }) {
  const standing = standingOf(webhook);
  return <span class={`chip ${TONES[standing]}`}>{t(`webhooks.standing.${standing}`)}</span>;
}

/** What became of a delivery, in a word. */
export function StateChip({ state }: { state: DeliveryState }) {
  return <span class={`chip ${STATE_TONES[state]}`}>{t(`webhooks.state.${state}`)}</span>;
}
