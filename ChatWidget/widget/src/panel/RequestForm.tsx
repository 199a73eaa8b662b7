import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePanel } from './context.ts';
import { longest } from './limits.ts';

interface Props {
  /** What the visitor last wrote: it need not be written again. */
  readonly matter: string;
  readonly done: () => void;
}

/** Out of hours: leaves the matter to be worked on, with a way to answer if the visitor wants one. */
export function RequestForm({ matter, done }: Props) {
  const { chat, t } = usePanel();
  const [text, setText] = useState(matter);
  const [contact, setContact] = useState('');
  const [bad, setBad] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);

  const submit = () => {
    const reached = contactOf(contact);
    setBad(reached === undefined);
    if (reached === undefined || text.trim() === '') return;
    chat.recordRequest(text.trim(), reached);
    done();
  };

  return (
    <form class="card request" onSubmit={event => { event.preventDefault(); submit(); }}>
      <p class="card-title">{t('requestTitle')}</p>
      <label class="field">
        <span>{t('requestText')}</span>
        <textarea ref={field} rows={3} required maxLength={longest} dir="auto" value={text} onInput={event => setText(event.currentTarget.value)} />
      </label>
      <label class="field">
        <span>{t('requestContact')}</span>
        <input
          type="text" inputMode="email" autoComplete="tel" dir="ltr" maxLength={200} value={contact} aria-invalid={bad} aria-describedby="contact-hint"
          onInput={event => setContact(event.currentTarget.value)}
        />
        <span id="contact-hint" role={bad ? 'alert' : undefined} class={bad ? 'hint hint-bad' : 'hint'}>{t(bad ? 'requestContactBad' : 'requestContactHint')}</span>
      </label>
      <div class="row">
        <button type="submit" class="button button-primary">{t('requestSend')}</button>
        <button type="button" class="button" onClick={done}>{t('cancel')}</button>
      </div>
    </form>
  );
}

/** Null for none, undefined for what is neither an address nor a number. The hub checks again. */
export function contactOf(value: string): { kind: 'phone' | 'email'; value: string } | null | undefined {
  const contact = value.trim();
  if (contact === '') return null;
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact)) return { kind: 'email', value: contact };
  return /^\+?[\d\s()-]+$/.test(contact) && contact.replace(/\D/g, '').length >= 10 ? { kind: 'phone', value: contact } : undefined;
}
