import { newClientId } from '@contacthub/client';
import { useState } from 'preact/hooks';
import { now } from '../app/clock';
import { ask } from '../http/http';
import type { Summary } from '../hub/model';
import { t } from '../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { Field, TextField } from '../ui/Field';
import { textOf } from '../ui/errorText';
import { tell } from '../ui/toasts';
import { dayOf } from './model';

/** Keeps the answer that was given in CİMER's portal. */
export function AnswerDialog({ summary, onClose }: { summary: Summary; onClose: () => void }) {
  const [clientId] = useState(newClientId);
  const [text, setText] = useState('');
  const [answeredOn, setAnsweredOn] = useState(dayOf(now.value));
  const [error, setError] = useState<string | null>(null);
  const save = async () => {
    await ask('POST', `/api/desk/conversations/${summary.id}/cimer-answer`, { clientId, text: text.trim(), answeredOn });
    tell(t('cimer.isAnswered'));
    onClose();
  };
  return (
    <Dialog title={t('cimer.answered')} onClose={onClose} onSubmit={() => void save().catch((thrown: unknown) => setError(textOf(thrown)))}
      foot={<><button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button><button type="submit" class="button primary">{t('act.save')}</button></>}>
      {error && <p class="form-error" role="alert">{error}</p>}
      <p class="muted">{t('cimer.answerHelp')}</p>
      <Field label={t('cimer.answerText')}>{(field) => <textarea class="input" {...field} rows={7} required maxLength={64_000} value={text} onInput={(event) => setText(event.currentTarget.value)} />}</Field>
      <TextField label={t('cimer.answerDate')} type="date" required min={summary.cimer?.receivedOn} value={answeredOn} onValue={setAnsweredOn} />
    </Dialog>
  );
}
