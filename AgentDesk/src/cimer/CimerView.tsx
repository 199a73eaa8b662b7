import type { EventOf } from '@contacthub/client';
import { clock, moment, plainDay } from '../i18n/format';
import { t } from '../i18n/translate';
import { Files } from '../timeline/Files';
import { PlainText } from '../timeline/Markdown';
import { Icon } from '../ui/Icon';

/** An application, or its answer, in the timeline. */
export function CimerView({ event, conversationId }: { event: EventOf<'cimerReceived'> | EventOf<'cimerAnswered'>; conversationId: string }) {
  const received = event.kind === 'cimerReceived' ? event.data : null;
  return (
    <li class={`tl-mail ${received ? 'in' : 'out'}`}>
      <div class="tl-meta">
        <Icon name={received ? 'inbox' : 'check'} /><strong>{t('cimer.numbered', { number: event.data.number })}</strong>
        <span>{received ? t(`cimerKind.${received.kind}`) : t('cimer.answered')}</span>
        <time dateTime={event.at} title={moment(event.at)} class="num">{clock(event.at)}</time>
      </div>
      <p class="mail-head small muted">
        {received ? <>{received.applicant ?? t('cimer.hidden')} · {t('cimer.receivedOn')}: {plainDay(received.receivedOn)} · {t('cimer.dueOn')}: {plainDay(received.dueOn)}</>
          : <>{event.by.name} · {plainDay(event.kind === 'cimerAnswered' ? event.data.answeredOn : '')}</>}
      </p>
      {received?.subject && <h4 dir="auto">{received.subject}</h4>}
      <p class="tl-text" dir="auto"><PlainText text={event.data.text} /></p>
      {received && <Files conversationId={conversationId} seq={event.seq} files={received.attachments} />}
    </li>
  );
}
