import { useEffect, useState } from 'preact/hooks';
import { ask } from '../http/http';
import { t } from '../i18n/translate';
import { SignatureField } from '../mail/SignatureField';
import { TextField } from '../ui/Field';
import { textOf } from '../ui/errorText';
import { tell } from '../ui/toasts';
import { readOnly } from './session';

interface Kept {
  readonly title: string;
  readonly text: string;
  /** What stands below a mail with it; null for nothing. */
  readonly preview?: string | null;
  readonly sends: boolean;
}

const PATH = '/api/desk/signature';

/** What stands below the own mails: a title, and words in place of the default ones. Nothing where no mail can be sent. */
export function Signature() {
  const [kept, setKept] = useState<Kept | null>(null);
  const [draft, setDraft] = useState({ title: '', text: '' });
  const [error, setError] = useState<string | null>(null);
  const show = (found: Kept) => {
    setKept(found);
    setDraft({ title: found.title, text: found.text });
    setError(null);
  };
  useEffect(() => {
    if (!readOnly.value) ask<Kept>('GET', PATH).then(show, (thrown: unknown) => setError(textOf(thrown)));
  }, []);
  if (error && !kept) return <p class="form-error" role="alert">{error}</p>;
  if (!kept?.sends) return null;
  const changed = draft.title !== kept.title || draft.text !== kept.text;
  const save = () => ask<Kept>('PUT', PATH, draft).then((found) => { show(found); tell(t('state.saved')); }, (thrown: unknown) => setError(textOf(thrown)));
  return (
    <details class="disclosure">
      <summary>{t('signature.title')}</summary>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        {error && <p class="form-error" role="alert">{error}</p>}
        <TextField label={t('signature.post')} maxLength={100} value={draft.title} onValue={(title) => setDraft({ ...draft, title })} />
        <SignatureField value={draft.text} onValue={(text) => setDraft({ ...draft, text })} />
        {!changed && kept.preview && <div><span class="small muted">{t('signature.preview')}</span><p class="mail-signature" dir="auto">{kept.preview}</p></div>}
        <div class="row"><span class="grow" /><button type="submit" class="button primary" disabled={!changed}>{t('act.save')}</button></div>
      </form>
    </details>
  );
}
