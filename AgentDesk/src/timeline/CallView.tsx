import type { EventOf } from '@contacthub/client';
import { writtenNumber } from '../calls/model';
import { phone } from '../calls/live';
import { clock, duration, moment } from '../i18n/format';
import { t } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { contactLine } from './contactLine';
import { callOf, type CallEvent } from './callEvents';
import { PlainText } from './Markdown';

/** A whole call as one card: who called whom, what it came to, the steps folded away, its recording and what was written down of it. */
export function CallView({ events, notes, conversationId }: { events: readonly CallEvent[]; notes: readonly EventOf<'noteAdded'>[]; conversationId: string }) {
  const call = callOf(events);
  const first = events[0]!;
  const number = call.direction === 'in' ? call.from : call.to;
  return (
    <li class={`tl-call ${call.isVain ? 'missed' : ''}`}>
      <div class="call-head">
        <Icon name={call.isVain ? 'callMissed' : call.direction === 'in' ? 'callIn' : 'callOut'} />
        <strong>{t(call.direction === 'in' ? 'call.titleIn' : 'call.titleOut')}</strong>
        <span class="num">{number ? writtenNumber(number) : t('call.withheld')}</span>
        <span class="call-result">{resultOf(call)}</span>
        <span class="grow" />
        <time dateTime={first.at} title={moment(first.at)} class="num">{clock(first.at)}</time>
      </div>
      {notes.map((note) => (
        <div key={note.seq} class="tl-note">
          <div class="tl-meta"><Icon name="note" /><strong>{note.by.name ?? t('actor.agent')}</strong><span>{t('wrapUp.noteLabel')}</span><time dateTime={note.at} title={moment(note.at)} class="num">{clock(note.at)}</time></div>
          <p class="tl-text" dir="auto"><PlainText text={note.data.text} /></p>
        </div>
      ))}
      {events.map((event) => event.kind === 'callRecorded' && event.data.reference && <Recording key={event.seq} event={event} conversationId={conversationId} />)}
      <details>
        <summary>{t('call.steps')}</summary>
        <ol class="call-steps">
          {events.map((event) => <li key={event.seq}><time dateTime={event.at} class="num">{clock(event.at)}</time><span>{contactLine(event)?.text}</span></li>)}
        </ol>
      </details>
    </li>
  );
}

function resultOf(call: ReturnType<typeof callOf>): string {
  if (call.outcome === 'answered') return `${t('call.was.answered', { name: call.agent ?? t('actor.agent') })} · ${duration(call.seconds * 1000)}`;
  if (call.outcome) return `${t(call.direction === 'in' ? 'call.missed' : 'call.unreached')} · ${t(`outcome.${call.outcome}`)}`;
  return call.agent ? t('call.now.talking', { name: call.agent }) : t('call.now.ringing');
}

/** The recording, to be heard where the hub has the exchange's folder, and its name otherwise. */
function Recording({ event, conversationId }: { event: EventOf<'callRecorded'>; conversationId: string }) {
  const name = event.data.reference!.split('/').at(-1)!;
  if (!phone.value.recordings) return <p class="call-reference">{t('call.recording')}: {name}</p>;
  return <audio controls preload="none" aria-label={t('call.recording')} src={`/api/desk/conversations/${conversationId}/entries/${event.seq}/recording`} />;
}
