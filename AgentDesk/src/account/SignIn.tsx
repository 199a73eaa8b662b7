import { useState } from 'preact/hooks';
import { t, type TextKey } from '../i18n/translate';
import { TextField } from '../ui/Field';
import { Icon } from '../ui/Icon';
import { LanguageSwitch } from './LanguageSwitch';
import { expired, signIn } from './session';
import { afterRefusal, type SignInStep } from './signInFlow';

/** The sign-in screen: e-mail and password, then the authenticator's code for those who use one. */
export function SignIn() {
  const [step, setStep] = useState<SignInStep>('password');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [remember, setRemember] = useState(false);
  const [error, setError] = useState<TextKey | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await signIn({ email: email.trim(), password, code: step === 'code' ? code.replace(/\s/g, '') : undefined, remember });
    } catch (thrown) {
      const next = afterRefusal(step, thrown);
      setStep(next.step);
      setError(next.say);
      setCode('');
      setBusy(false);
    }
  };

  return (
    <main class="account">
      <form class="account-card card stack" onSubmit={submit}>
        <Brand />
        <h1>{t(step === 'code' ? 'signIn.codeTitle' : 'signIn.title')}</h1>
        {expired.value && !error && <p class="form-note" role="status">{t('signIn.expired')}</p>}
        {error && <p class="form-error" role="alert">{t(error)}</p>}
        {step === 'password' ? (
          <>
            <TextField label={t('field.email')} type="email" autocomplete="username" required autofocus value={email} onValue={setEmail} />
            <TextField label={t('field.password')} type="password" autocomplete="current-password" required value={password} onValue={setPassword} />
            <label class="check"><input type="checkbox" checked={remember} onChange={(event) => setRemember(event.currentTarget.checked)} />{t('signIn.remember')}</label>
          </>
        ) : (
          <>
            <p class="muted">{t('signIn.codeHelp')}</p>
            <TextField key="code" autofocus label={t('field.code')} class="code" inputMode="text" autocomplete="one-time-code" required value={code} onValue={setCode} />
          </>
        )}
        <button class="button primary tall" type="submit" aria-busy={busy} disabled={busy}>{t(step === 'code' ? 'signIn.confirm' : 'signIn.submit')}</button>
        {step === 'code' && <button class="button quiet" type="button" onClick={() => { setStep('password'); setError(null); }}>{t('act.back')}</button>}
      </form>
      <LanguageSwitch />
    </main>
  );
}

/** The name of the hub above the account screens. */
export function Brand() {
  return <div class="brand"><span class="brand-mark"><Icon name="chat" /></span><span>ContactHub</span></div>;
}
