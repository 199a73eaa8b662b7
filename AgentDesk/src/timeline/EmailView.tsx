import type { Attachment, EmailAddress, EventOf } from '@contacthub/client';
import { clock, fileSize, moment } from '../i18n/format';
import { t } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { PlainText } from './Markdown';

const shown = ({ address, name }: EmailAddress) => (name ? `${name} <${address}>` : address);
const list = (addresses: readonly EmailAddress[]) => addresses.map(shown).join(', ');

function Attachments({ conversationId, seq, files }: { conversationId: string; seq: number; files: readonly Attachment[] }) {
  if (files.length === 0) return null;
  return (
    <ul class="mail-files" aria-label={t('email.attachments')}>
      {files.map((file) => (
        <li key={file.id}>
          <a href={`/api/desk/conversations/${conversationId}/entries/${seq}/files/${file.id}`} download={file.name}>
            <Icon name="clip" /><span>{file.name}</span><span class="muted small num">{fileSize(file.size)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** A mail in the timeline: which way it went, its subject and text, what it quotes folded away, and what is attached. */
export function EmailView({ event, conversationId }: { event: EventOf<'emailReceived'> | EventOf<'emailSent'>; conversationId: string }) {
  const received = event.kind === 'emailReceived' ? event.data : null;
  const { from, to, cc, subject, text, attachments } = event.data;
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
      {received?.quoted && <details><summary>{t('email.quoted')}</summary><p class="tl-text muted" dir="auto">{received.quoted}</p></details>}
      <Attachments conversationId={conversationId} seq={event.seq} files={attachments} />
    </li>
  );
}
