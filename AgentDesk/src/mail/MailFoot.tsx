import { useEffect, useState } from 'preact/hooks';
import { minute } from '../app/clock';
import { citizen } from '../citizen/citizenStore';
import { Composer } from '../composer/Composer';
import { focusWish } from '../composer/focusWish';
import { ReplyWindow } from '../composer/ReplyWindow';
import { replyWindow } from '../composer/replyTime';
import type { Summary } from '../hub/model';
import { t } from '../i18n/translate';
import type { OpenConversation } from '../timeline/conversation';
import { Icon } from '../ui/Icon';
import { attempt } from '../ui/toasts';
import { beginMail, mailsIn, sendMail, wanted, type MailBegin } from './mail';
import { MailComposer } from './MailComposer';

/** The composer for messages, or the one for mail: where mails went to and fro, or the citizen's address is known, there is a choice. */
export function MailFoot({ open, summary, mayReply }: { open: OpenConversation; summary: Summary; mayReply: boolean }) {
  const { any, last, newest } = mailsIn(open.state.value);
  const known = citizen.value !== 'failed' && citizen.value?.profile.citizenId === summary.citizenId && citizen.value.profile.identities.some((one) => one.kind === 'email');
  const [chosen, choose] = useState<boolean | null>(null);
  const [begin, setBegin] = useState<MailBegin | null>(null);
  // Asked anew with each mail that comes: an answer begins with the last one.
  useEffect(() => {
    if (!mayReply || (!any && !known)) return;
    let gone = false;
    void attempt(async () => {
      const found = await beginMail(open.id);
      if (!gone) setBegin(found);
    });
    return () => { gone = true; };
  }, [open, mayReply, any || known, newest]);
  useEffect(() => wanted.subscribe((wish) => { if (wish?.conversationId === open.id) choose(true); }), [open]);
  // Notes and canned answers are the message composer's.
  useEffect(() => focusWish.subscribe((wish) => { if (wish === 'note' || wish === 'canned') choose(false); }), []);
  const offered = mayReply && begin !== null && begin.mailboxes.length > 0;
  const asMail = offered && (chosen ?? last);
  // The message composer keeps its place whether or not there is a choice: words and focus stay in it.
  return (
    <>
      {offered && (
        <div class="reply-ways" role="group" aria-label={t('mail.way')}>
          <button type="button" class="button quiet small" aria-pressed={!asMail} onClick={() => choose(false)}><Icon name="chat" />{t('mail.asMessage')}</button>
          <button type="button" class="button quiet small" aria-pressed={asMail} onClick={() => choose(true)}><Icon name="mail" />{t('channel.email')}</button>
        </div>
      )}
      {asMail ? <MailComposer key={`mail-${begin.answers}`} place={open.id} begin={begin} onSend={(mail) => sendMail(open.id, mail)} onSent={() => choose(null)} /> : <MessageFoot key="message" open={open} summary={summary} mayReply={mayReply} />}
    </>
  );
}

/** Where the channel takes no answer any more, notes can be written. */
function MessageFoot({ open, summary, mayReply }: { open: OpenConversation; summary: Summary; mayReply: boolean }) {
  const closed = replyWindow(summary.replyUntil, minute.value) === 'closed';
  return <>{mayReply && <ReplyWindow summary={summary} />}<Composer open={open} summary={summary} mayReply={mayReply && !closed} /></>;
}
