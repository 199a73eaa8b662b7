import { newClientId } from '@contacthub/client';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { AttachButton, AttachmentList, takingFiles, useUploads } from '../composer/Attachments';
import { t } from '../i18n/translate';
import { attempt } from '../ui/toasts';
import { Icon } from '../ui/Icon';
import { joined, read } from './addresses';
import { faultsOf } from './faults';
import { keepMailDraft, readMailDraft, wanted, type MailBegin, type MailDraft, type MailToSend } from './mail';
import { MailError, MailLine } from './MailLine';

const fresh = (begin: MailBegin): MailDraft => ({
  mailbox: begin.mailbox ?? begin.mailboxes[0]!.id, to: joined(begin.to), cc: joined(begin.cc), subject: begin.subject, text: '', answers: begin.answers, signed: true,
});

/** Where an agent writes mail: recipients, subject, words and files; a draft is kept for each place (a conversation, or one that it begins). */
export function MailComposer({ place, begin, begins = false, onSend, onSent }: { place: string; begin: MailBegin; begins?: boolean; onSend: (mail: MailToSend) => Promise<unknown>; onSent: () => void }) {
  const [draft, setDraft] = useState(() => readMailDraft(localStorage, place) ?? fresh(begin));
  const [sending, setSending] = useState(false);
  const [over, setOver] = useState(false);
  // What is missing is said once somebody wants to send, not while they have only begun.
  const [tried, setTried] = useState(false);
  const errorId = useId();
  const words = useRef<HTMLTextAreaElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const files = useUploads(`${place} mail`);
  const write = (change: Partial<MailDraft>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    keepMailDraft(localStorage, place, next);
  };
  useEffect(() => wanted.subscribe((wish) => {
    if (wish?.conversationId !== place) return;
    wanted.value = null;
    write(wish.draft);
    words.current?.focus();
  }), [place, draft]);
  // Who has to say first to whom begins there.
  useLayoutEffect(() => (draft.to === '' ? box.current!.querySelector('input') : words.current)?.focus(), []);

  const [to, cc] = [read(draft.to), read(draft.cc)];
  const signature = begin.mailboxes.find((box) => box.id === draft.mailbox)?.signature;
  const uploads = files.items.filter((item) => item.status !== 'failed').map((item) => item.result?.id);
  // The same mail asked for again, after an answer that was lost, is not sent twice; another one is.
  const clientId = useMemo(() => newClientId(Date.now()), [JSON.stringify([draft, uploads])]);
  const faults = faultsOf(draft, to, cc, uploads.length, begins);
  const shown = tried ? faults : {};
  const busy = sending || files.items.some((item) => item.isPending);
  const send = async () => {
    if (busy) return;
    const [first] = Object.keys(faults);
    setTried(first !== undefined);
    if (first !== undefined) return box.current!.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    setSending(true);
    const sent = await attempt(() => onSend({ ...draft, clientId, to: to.addresses, cc: cc.addresses, text: draft.text.trim(), uploads: uploads.filter((id) => id !== undefined) }));
    setSending(false);
    if (!sent) return;
    files.take();
    setDraft(fresh(begin));
    keepMailDraft(localStorage, place, fresh(begin));
    onSent();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send();
  };
  return (
    <div ref={box} class={`composer mail-composer ${over ? 'drop' : ''}`} role="group" aria-label={t('mail.compose')} onKeyDown={onKeyDown} {...takingFiles(files, true, setOver)}>
      {begin.mailboxes.length > 1 && (
        <label class="mail-line"><span>{t('mail.from')}</span>
          <select value={draft.mailbox} onChange={(event) => write({ mailbox: event.currentTarget.value })}>
            {begin.mailboxes.map((box) => <option key={box.id} value={box.id} selected={box.id === draft.mailbox}>{box.name ? `${box.name} <${box.address}>` : box.address}</option>)}
          </select>
        </label>
      )}
      <MailLine name="to" label={t('email.to')} value={draft.to} error={shown.to} onValue={(value) => write({ to: value })} />
      <MailLine name="cc" label={t('email.cc')} value={draft.cc} error={shown.cc} onValue={(value) => write({ cc: value })} />
      <MailLine name="subject" label={t('mail.subject')} value={draft.subject} error={shown.subject} maxLength={1000} onValue={(value) => write({ subject: value })} />
      <textarea ref={words} name="text" rows={6} dir="auto" aria-label={t('mail.text')} placeholder={t('mail.placeholder')} value={draft.text}
        onInput={(event) => write({ text: event.currentTarget.value })} {...(shown.text ? { 'aria-invalid': 'true' as const, 'aria-describedby': errorId } : {})} />
      {shown.text && <MailError id={errorId} text={shown.text} />}
      {signature && (
        <div class="mail-signing">
          <label class="check small"><input type="checkbox" checked={draft.signed} onChange={(event) => write({ signed: event.currentTarget.checked })} />{t('mail.signed')}</label>
          {draft.signed && <p class="mail-signature" dir="auto">{signature}</p>}
        </div>
      )}
      <AttachmentList uploads={files} />
      <div class="composer-bar">
        <AttachButton uploads={files} />
        <span class="grow" />
        <button type="button" class="button primary small send" disabled={busy} onClick={() => void send()}><Icon name="send" />{t(sending ? 'mail.sending' : 'mail.send')}</button>
      </div>
    </div>
  );
}
