import { useState } from 'preact/hooks';
import { now } from '../app/clock';
import { clockOf } from '../i18n/format';
import { t } from '../i18n/translate';
import { Icon, type IconName } from '../ui/Icon';
import { CallerFacts, callerOf, openCall } from './CallPop';
import { calls } from './live';
import { countsFrom, type Call } from './model';
import { WrapUp } from './WrapUp';

const SIGNS: Readonly<Record<Call['state'], IconName>> = {
  ringing: 'callIn', ownPhone: 'phone', dialling: 'callOut', talking: 'phone', held: 'phone', wrapUp: 'note', unreached: 'callMissed', notPickedUp: 'callMissed',
};

/** The call that this agent is on, is making or wraps up, above everything else on the page. */
export function CallBar() {
  const shown = calls.value.filter((call) => call.state !== 'ringing');
  if (shown.length === 0) return null;
  return <section class="call-bars" aria-label={t('call.bar')}>{shown.map((call) => <Bar key={call.callId} call={call} />)}</section>;
}

function says(call: Call): string {
  if (call.state === 'unreached' && call.outcome && call.outcome !== 'answered') return `${t('call.unreached')}: ${t(`outcome.${call.outcome}`)}`;
  return t(`call.state.${call.state}`);
}

function Bar({ call }: { call: Call }) {
  const [noting, setNoting] = useState(false);
  const talks = call.state === 'talking' || call.state === 'held';
  const left = call.until ? Math.max(0, Math.ceil((Date.parse(call.until) - now.value) / 1000)) : null;
  return (
    <div class={`call-bar ${call.state}`}>
      <div class="row wrap call-line">
        <span class={`call-sign ${call.state}`}><Icon name={SIGNS[call.state]} /></span>
        <span class="call-who"><strong class="call-name">{callerOf(call)}</strong><CallerFacts call={call} /></span>
        <span class="call-says" role="status">{says(call)}</span>
        {talks && <span class="num call-clock">{clockOf(now.value - Date.parse(countsFrom(call)))}</span>}
        {call.state === 'wrapUp' && left !== null && <span class="num call-clock" title={t('wrapUp.left')}>{clockOf(left * 1000)}</span>}
        <span class="grow" />
        {talks && <button type="button" class="button small" aria-expanded={noting} onClick={() => setNoting(!noting)}><Icon name="note" />{t('wrapUp.note')}</button>}
        {call.conversationId && <button type="button" class="button small" onClick={() => openCall(call)}>{t('call.openShort')} <kbd>O</kbd></button>}
      </div>
      {(call.state === 'wrapUp' || (talks && noting)) && <WrapUp call={call} />}
    </div>
  );
}
