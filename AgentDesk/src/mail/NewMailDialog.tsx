import { useEffect, useRef, useState } from 'preact/hooks';
import { go } from '../app/route';
import { t } from '../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { attempt } from '../ui/toasts';
import { loadMailboxes, mailboxes, startMail, type Addressee } from './mail';
import { MailComposer } from './MailComposer';

/** A mail to somebody with whom no conversation is open; once it is sent, its conversation is shown. */
export function NewMailDialog({ to, onClose }: { to: Addressee | null; onClose: () => void }) {
  const [ready, setReady] = useState(false);
  const begun = useRef<string | null>(null);
  // What stands below may have been changed since the start.
  useEffect(() => void attempt(loadMailboxes).then((loaded) => (loaded ? setReady(true) : onClose())), []);
  const sent = () => {
    onClose();
    go({ page: 'desk', list: 'mine', conversation: begun.current });
  };
  const begin = {
    mailboxes: mailboxes.value, mailbox: mailboxes.value[0]?.id ?? null, cc: [], subject: '', answers: null,
    to: to ? [{ address: to.address, name: to.name ?? null }] : [],
  };
  return (
    <Dialog title={t('mail.new')} onClose={onClose} wide>
      <p class="muted">{t('mail.newHelp')}</p>
      {ready && begin.mailbox && (
        <MailComposer place={`new ${to?.address ?? ''}`} begin={begin} begins onSent={sent}
          onSend={async (mail) => { begun.current = (await startMail(mail, to?.citizenId)).conversationId; }} />
      )}
    </Dialog>
  );
}
