import { useState } from 'preact/hooks';
import { t } from '../i18n/translate';
import { TextField } from '../ui/Field';
import { textOf } from '../ui/errorText';
import { attempt } from '../ui/toasts';
import { Brand } from './SignIn';
import { changePassword, signOut } from './session';

/** The form that changes the own password; `done` hears of success. */
export function PasswordForm({ done, submitLabel }: { done: () => void; submitLabel: string }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const differ = again !== '' && next !== again;

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || next !== again) return;
    setBusy(true);
    setError(null);
    try {
      await changePassword(current, next);
      done();
    } catch (thrown) {
      setError(textOf(thrown));
    }
    setBusy(false);
  };

  return (
    <form class="stack" onSubmit={submit}>
      {error && <p class="form-error" role="alert">{error}</p>}
      <TextField label={t('field.currentPassword')} type="password" autocomplete="current-password" required value={current} onValue={setCurrent} />
      <TextField label={t('field.newPassword')} hint={t('password.hint')} type="password" autocomplete="new-password" minLength={12} required value={next} onValue={setNext} />
      <TextField label={t('field.newPasswordAgain')} type="password" autocomplete="new-password" required value={again} onValue={setAgain} error={differ ? t('password.differ') : undefined} />
      <button class="button primary tall" type="submit" disabled={busy || differ} aria-busy={busy}>{submitLabel}</button>
    </form>
  );
}

/** The screen at the first sign-in, when the one-time password must be replaced. */
export function NewPassword() {
  return (
    <main class="account">
      <div class="account-card card stack">
        <Brand />
        <h1>{t('password.firstTitle')}</h1>
        <p class="muted">{t('password.firstHelp')}</p>
        <PasswordForm submitLabel={t('password.submit')} done={() => undefined} />
        <button class="button quiet" type="button" onClick={() => void attempt(signOut)}>{t('act.signOut')}</button>
      </div>
    </main>
  );
}
