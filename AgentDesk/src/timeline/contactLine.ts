import type { EventOf } from '@contacthub/client';
import { duration } from '../i18n/format';
import { t, type TextKey } from '../i18n/translate';
import type { IconName } from '../ui/Icon';
import { channelName } from './channelName';

type ContactEvent = EventOf<'emailFailed' | 'callRang' | 'callProgressed' | 'callAnswered' | 'callEnded' | 'callRecorded' | 'conversationsMerged' | 'conversationSplit' | 'deliveryReported'>;

/** What the channels' own codes mean to an agent: Telegram's, WhatsApp's, and the hub's own for what it did not even try. */
const REASONS: Readonly<Record<string, TextKey>> = { '403': 'delivery.blocked', '131026': 'delivery.undeliverable', '131047': 'delivery.window', window: 'delivery.window',
  '132000': 'delivery.templateParameters', '132012': 'delivery.templateParameters', '132018': 'delivery.templateParameters', '132001': 'delivery.templateMissing', '132005': 'delivery.templateTooLong',
  '132007': 'delivery.templatePolicy', '132015': 'delivery.templatePaused', '132016': 'delivery.templateDisabled', '131049': 'delivery.marketingLimit' };
const deliveryReason = (code: string | null, detail: string | null) => {
  const known = REASONS[code ?? ''];
  return known ? t(known) : join(code, detail);
};

const hidden = () => t('call.withheld');
const span = (seconds: number | null) => (seconds === null ? null : duration(seconds * 1000));
const join = (...parts: readonly (string | null)[]) => parts.filter((part) => part).join(' · ');

/** What a quiet line says of a failed mail or message, a call or a merge; null of what is shown at the message itself. */
export function contactLine(event: ContactEvent): { readonly icon: IconName; readonly text: string } | null {
  switch (event.kind) {
    case 'emailFailed': {
      const { recipient, status, diagnostic } = event.data;
      return { icon: 'warning', text: join(t('email.failed', { recipient, status }), diagnostic) };
    }
    case 'callRang': {
      const { direction, from, to } = event.data;
      return direction === 'in'
        ? { icon: 'callIn', text: t('call.in', { from: from ?? hidden() }) }
        : { icon: 'callOut', text: t('call.out', { to: to ?? hidden() }) };
    }
    case 'callProgressed': {
      const { step, queue, agentName, to, seconds } = event.data;
      return { icon: step === 'abandoned' || step === 'left' ? 'callMissed' : 'phone', text: join(t(`call.${step}`), queue, agentName, to, span(seconds)) };
    }
    case 'callAnswered': return { icon: 'phone', text: join(t('call.answered', { name: event.data.agentName ?? t('actor.agent') }), span(event.data.seconds)) };
    case 'callEnded': {
      const { direction, outcome, seconds } = event.data;
      if (outcome === 'answered') return { icon: 'phone', text: join(t('call.ended'), span(seconds)) };
      return { icon: 'callMissed', text: join(t(direction === 'in' ? 'call.missed' : 'call.unreached'), t(`outcome.${outcome}`)) };
    }
    case 'callRecorded': return { icon: 'phone', text: join(t('call.recorded'), span(event.data.seconds)) };
    case 'deliveryReported': {
      const { status, code, detail } = event.data;
      return status === 'failed' ? { icon: 'warning', text: join(t('delivery.failed', { channel: channelName(event.channel) }), deliveryReason(code, detail)) } : null;
    }
    case 'conversationsMerged':
      return event.data.role === 'source'
        ? { icon: 'link', text: t('event.mergedInto', { number: event.data.targetNumber }) }
        : { icon: 'link', text: t('event.merged', { number: event.data.sourceNumber }) };
    case 'conversationSplit':
      return event.data.role === 'source'
        ? { icon: 'link', text: t('event.splitFrom', { number: event.data.targetNumber }) }
        : { icon: 'link', text: t('event.split', { number: event.data.sourceNumber }) };
  }
}
