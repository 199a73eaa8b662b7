import type { EmailAddress, EventOf } from '@contacthub/client';
import { clock, moment } from '../i18n/format';
import { t } from '../i18n/translate';
import { FormattedMail } from '../mail/FormattedMail';
import { MailFate, type Fate } from '../mail/MailFate';
import { Icon } from '../ui/Icon';
import { Files } from './Files';
import { PlainText } from './Markdown';

const shown = ({ address, name }: EmailAddress) => (name ? `${name} <${address}>` : address);
const list = (addresses: readonly EmailAddress[]) => addresses.map(shown).join(', ');

/** A mail in the timeline: which way it went, its subject and text, what it quotes folded away, and what is attached. */
export function EmailView({ event, fate, conversationId }: { event: EventOf<'emailReceived'> | EventOf<'emailSent'>; fate?: Fate; conversationId: string }) {
  const received = event.kind === 'emailReceived' ? event.data : null;
  const { from, to, cc, subject, text, attachments, htmlId } = event.data;
  return (
    <li class={`tl-mail ${received ? 'in' : 'out'}`}>
      <div class="tl-meta">
        <Icon name="mail" /><strong>{received ? shown(from) : event.by.name ?? shown(from)}</strong>
        <span>{t(received ? 'email.received' : 'email.sent')}</span>
        <time dateTime={event.at} title={moment(event.at)} class="num">{clock(event.at)}</time>
        {event.data.auto && <span class="chip">{t('email.auto')}</span>}
        {received?.stranger && <span class="chip bad"><Icon name="warning" />{t('email.stranger')}</span>}
        {received?.authenticated && <span class="chip good"><Icon name="verified" />{t('email.authenticated')}</span>}
      </div>
      <p class="mail-head small muted">{t('email.to')}: {list(to)}{cc.length > 0 && <> · {t('email.cc')}: {list(cc)}</>}</p>
      {subject && <h4 dir="auto">{subject}</h4>}
      <p class="tl-text" dir="auto"><PlainText text={text} /></p>
      {event.kind === 'emailSent' && event.data.signature && <p class="tl-text mail-signature" dir="auto">{event.data.signature}</p>}
      {received?.quoted && <details><summary>{t('email.quoted')}</summary><p class="tl-text muted" dir="auto">{received.quoted}</p></details>}
      <Files conversationId={conversationId} seq={event.seq} files={htmlId ? attachments.filter((file) => !file.inline) : attachments} />
      {received && (
        <div class="mail-ways">
          {htmlId && <FormattedMail conversationId={conversationId} seq={event.seq} />}
          {received.rawId && <a class="button quiet small" href={`/api/desk/conversations/${conversationId}/entries/${event.seq}/files/${received.rawId}`} download="message.eml">{t('mail.raw')}</a>}
        </div>
      )}
      {event.kind === 'emailSent' && fate && <MailFate event={event} fate={fate} conversationId={conversationId} />}
    </li>
  );
}
