import type { Echo } from '@contacthub/client';
import { editAgain } from '../composer/editAgain';
import { t, type TextKey } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { PendingFiles } from './Files';
import { PlainText } from './Markdown';
import type { OpenConversation } from './conversation';
import type { Outgoing } from './outbox';

const EXPLAINED: readonly string[] = ['notOwner', 'resolved', 'tooLong', 'empty', 'forbidden', 'notFound', 'invalid', 'windowClosed', 'fileGone', 'uploadFailed', 'uploadLost'];
/** What would fail again as it is. */
const FINAL: readonly string[] = ['windowClosed', 'fileGone', 'uploadFailed', 'uploadLost'];

/** A message that the hub has not told of yet: on its way, arrived, or refused with what can be done about it. */
export function EchoView({ echo, note, open }: { echo: Echo; note: boolean; open: OpenConversation }) {
  const failed = echo.status === 'failed';
  const why = EXPLAINED.includes(echo.code ?? '') ? t(`failed.${echo.code}` as TextKey) : t('failed.other');
  const edit = () => {
    const item = open.outbox.discard(echo.clientId);
    if (item) editAgain({ conversationId: open.id, text: (item.payload as Outgoing).text, note });
  };
  const text = <>{echo.text !== '' && <p class="tl-text" dir="auto"><PlainText text={echo.text} /></p>}<PendingFiles files={echo.files} /></>;
  const state = failed ? (
    <div class="tl-failed" role="alert">
      <Icon name="warning" /><span>{why}</span>
      {!FINAL.includes(echo.code ?? '') && <button type="button" class="button small" onClick={() => open.outbox.retry(echo.clientId)}>{t('act.retry')}</button>}
      <button type="button" class="button small" onClick={edit}>{t('act.edit')}</button>
      <button type="button" class="button small danger" onClick={() => open.outbox.discard(echo.clientId)}>{t('act.discard')}</button>
    </div>
  ) : <span class="tl-mark"><Icon name={echo.status === 'sent' ? 'check' : 'clock'} /><span>{t(echo.status === 'sent' ? 'mark.sent' : 'mark.sending')}</span></span>;

  if (note) return <li class={`tl-note pending ${failed ? 'failed' : ''}`}>{text}{state}</li>;
  return <li class={`tl-message agent first pending ${failed ? 'failed' : ''}`}><div class="tl-body"><div class="bubble">{text}</div>{state}</div></li>;
}
