import type { EventOf } from '@contacthub/client';
import { t } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { joined } from './addresses';
import { wanted } from './mail';

/** What became of a mail that was sent: on its way, with the mail server, or not arrived at somebody. */
export interface Fate {
  readonly sent: boolean;
  readonly failed: readonly EventOf<'emailFailed'>['data'][];
}

/** Under a mail that was sent: how far it came, and a way to send it once more to those whom it did not reach. */
export function MailFate({ event, fate, conversationId }: { event: EventOf<'emailSent'>; fate: Fate; conversationId: string }) {
  if (fate.failed.length === 0) return <p class="mail-fate small muted"><Icon name={fate.sent ? 'check' : 'clock'} />{t(fate.sent ? 'mail.handedOver' : 'mail.onItsWay')}</p>;
  const { to, cc, subject, text } = event.data;
  const again = () => {
    const missed = [...to, ...cc].filter((one) => fate.failed.some(({ recipient }) => recipient.toLowerCase() === one.address.toLowerCase()));
    wanted.value = { conversationId, draft: { to: joined(missed), cc: '', subject, text, answers: null } };
  };
  return (
    <div class="mail-fate bad">
      {fate.failed.map(({ recipient, status, diagnostic }) => <p key={recipient}><Icon name="warning" />{t('email.failed', { recipient, status })}{diagnostic && <span class="muted small"> {diagnostic}</span>}</p>)}
      <button type="button" class="button quiet small" onClick={again}>{t('mail.again')}</button>
    </div>
  );
}
