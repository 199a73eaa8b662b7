import { usePanel } from './context.ts';
import { initialsOf } from './Header.tsx';
import { Icon, type IconName } from './icons.tsx';
import { Later } from './Later.tsx';
import type { Delivery, MessageLine } from './lines.ts';
import { Markdown, PlainText } from './markdown.tsx';
import { timeText } from './time.ts';

const loadCard = () => import('./CardView.tsx').then(part => part.CardView);

const deliveryIcons: Readonly<Record<Delivery, IconName>> = { sending: 'clock', sent: 'check', read: 'read', failed: 'alert' };
const deliveryTexts = { sending: 'sending', sent: 'sent', read: 'read', failed: 'notSent' } as const;

const loadFiles = () => import('./MessageFiles.tsx').then(part => part.MessageFiles);
/** What would fail again as it is: its files are not there. */
const withoutFiles = /^(file|upload)/;

interface Props {
  readonly line: MessageLine;
  /** Takes a failed message's text back to where messages are written. */
  readonly onEdit: (text: string) => void;
}

export function MessageBubble({ line, onEdit }: Props) {
  const { language, t } = usePanel();
  const mine = line.from === 'citizen';
  const name = mine ? t('you') : line.from === 'bot' ? t('assistant') : line.name ?? t('someone');
  const words = { text: line.text, newWindow: t('opensNewWindow') };
  return (
    <div class={`message ${mine ? 'mine' : 'theirs'}${line.first ? ' first' : ''}${line.last ? ' last' : ''}${line.delivery === 'failed' ? ' failed' : ''}`}>
      {!mine && <span class={`avatar avatar-${line.from}`} aria-hidden="true">{line.last && (line.from === 'bot' ? <Icon name="bot" /> : initialsOf(name, language))}</span>}
      <div class="message-body">
        <p class={mine || !line.first ? 'unseen' : 'message-name'}>{name}<span class="unseen">:</span></p>
        {line.text !== '' && <div class="bubble" dir="auto">{line.from === 'bot' ? <Markdown {...words} /> : <PlainText {...words} />}</div>}
        {line.files.length > 0 && <Later load={loadFiles} props={{ seq: line.seq, files: line.files }} />}
        {line.cards?.map((json, index) => <Later key={index} load={loadCard} props={{ json }} />)}
        {(line.last || line.delivery) && (
          <p class="message-foot">
            <time dateTime={line.at}>{timeText(line.at, language)}</time>
            {line.delivery && <span class={`delivery delivery-${line.delivery}`}><Icon name={deliveryIcons[line.delivery]} />{t(deliveryTexts[line.delivery])}</span>}
          </p>
        )}
        {line.delivery === 'failed' && line.clientId && <FailedActions clientId={line.clientId} code={line.code} onEdit={onEdit} />}
      </div>
    </div>
  );
}

function FailedActions({ clientId, code, onEdit }: { readonly clientId: string; readonly code: string | null; readonly onEdit: (text: string) => void }) {
  const { chat, t } = usePanel();
  const lacksFile = withoutFiles.test(code ?? '');
  const edit = () => {
    const item = chat.outbox.discard(clientId);
    if (item) onEdit((item.payload as { text: string }).text);
  };
  return (
    <div class="failed-actions" role="group" aria-label={t('notSent')}>
      <span>{t(lacksFile ? 'failFile' : code === 'tooLong' ? 'failTooLong' : code === 'fault' ? 'failFault' : 'failRefused')}</span>
      {!lacksFile && <button type="button" class="link" onClick={() => chat.outbox.retry(clientId)}>{t('retry')}</button>}
      <button type="button" class="link" onClick={edit}>{t('edit')}</button>
      <button type="button" class="link" onClick={() => chat.outbox.discard(clientId)}>{t('discard')}</button>
    </div>
  );
}
