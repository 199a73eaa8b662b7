import type { DeliveryStatus } from '@contacthub/client';
import { minute } from '../app/clock';
import { CimerView } from '../cimer/CimerView';
import { clock, dayName, moment } from '../i18n/format';
import { t } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { Avatar } from '../ui/pieces';
import { CallView } from './CallView';
import { CardView } from './CardView';
import { EchoView } from './EchoView';
import { EmailView } from './EmailView';
import { eventLine } from './eventLine';
import { Files } from './Files';
import { Markdown, PlainText } from './Markdown';
import { placeOf, QuoteView } from './QuoteView';
import { MergedPart } from './MergedPart';
import type { OpenConversation } from './conversation';
import type { Row } from './rows';

/** One line of the timeline; `conversationId` when it is of a conversation that is merged into the open one. */
export function RowView({ row, open, conversationId = open.id }: { row: Row; open: OpenConversation; conversationId?: string }) {
  switch (row.type) {
    case 'day': return <li class="tl-day"><span>{dayName(row.at, minute.value)}</span></li>;
    case 'event': return <EventView row={row} open={open} />;
    case 'note': return (
      <li class="tl-note">
        <div class="tl-meta"><Icon name="note" /><strong>{row.event.by.name ?? t('actor.agent')}</strong><span>{t('note.label')}</span><Time at={row.event.at} /></div>
        <p class="tl-text" dir="auto"><PlainText text={row.event.data.text} /></p>
      </li>
    );
    case 'echo': return <EchoView echo={row.echo} note={row.note} open={open} />;
    case 'message': return <MessageView row={row} conversationId={conversationId} />;
    case 'call': return <CallView events={row.events} notes={row.notes} conversationId={conversationId} />;
    case 'cimer': return <CimerView event={row.event} conversationId={conversationId} />;
    case 'mail': return <EmailView event={row.event} conversationId={conversationId} />;
    case 'sentMail': return <EmailView event={row.event} fate={row.fate} conversationId={conversationId} />;
  }
}

function Time({ at }: { at: string }) {
  return <time dateTime={at} title={moment(at)} class="num">{clock(at)}</time>;
}

function EventView({ row, open }: { row: Extract<Row, { type: 'event' }>; open: OpenConversation }) {
  const line = eventLine(row.event);
  if (!line) return null;
  return <li class="tl-event"><Icon name={line.icon} /><span>{line.text}</span><Time at={row.event.at} />{row.event.kind === 'conversationsMerged' && <MergedPart event={row.event} open={open} />}</li>;
}

const MARKS = {
  sent: { icon: 'check', text: 'mark.handedOver', look: '' },
  delivered: { icon: 'doubleCheck', text: 'mark.delivered', look: '' },
  read: { icon: 'doubleCheck', text: 'mark.read', look: 'read' },
  failed: { icon: 'warning', text: 'mark.failed', look: 'bad' },
} as const;

/** How far a message came: stored at least, and on from there as the channel tells. */
function Mark({ reached }: { reached: DeliveryStatus | null }) {
  const { icon, text, look } = reached === null ? { icon: 'check', text: 'mark.sent', look: '' } as const : MARKS[reached];
  return <span class={`tl-mark ${look}`}><Icon name={icon} /><span>{t(text)}</span></span>;
}

function MessageView({ row: { event, first, read, delivery, marked }, conversationId }: { row: Extract<Row, { type: 'message' }>; conversationId: string }) {
  const { kind, name } = event.by;
  const writer = name ?? t(`actor.${kind}`);
  const options = event.data.options;
  return (
    <li class={`tl-message ${kind} ${first ? 'first' : ''}`} id={placeOf(conversationId, event.seq)}>
      {first && kind === 'citizen' && <Avatar name={name} size="small" />}
      <div class="tl-body">
        {first && <div class="tl-meta">{kind === 'bot' && <Icon name="bot" />}<strong>{writer}</strong><Time at={event.at} /></div>}
        <div class="bubble" dir="auto" title={moment(event.at)}>
          {event.data.quote && <QuoteView quote={event.data.quote} conversationId={conversationId} />}
          {!first && <span class="visually-hidden">{writer}, {clock(event.at)}: </span>}
          {kind === 'bot' ? event.data.text !== '' && <Markdown text={event.data.text} /> : event.data.text !== '' && <p class="tl-text" dir="auto"><PlainText text={event.data.text} /></p>}
          {event.data.cards.map((card, index) => <CardView key={index} json={card} />)}
          <Files conversationId={conversationId} seq={event.seq} files={event.data.attachments} pictures />
          {event.data.template !== null && <span class="tl-template"><Icon name="canned" />{t('template.label', { name: event.data.template })}</span>}
        </div>
        {options.length > 0 && <ul class="tl-options" aria-label={t('timeline.options')}>{options.map((option) => <li key={option.id} class="chip">{option.text}</li>)}</ul>}
        {marked && <Mark reached={read ? 'read' : delivery} />}
      </div>
    </li>
  );
}
