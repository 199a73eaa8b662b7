import qrcode from 'qrcode-generator';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ask } from '../http/http';
import { t } from '../i18n/translate';
import { TextField } from '../ui/Field';
import { textOf } from '../ui/errorText';
import { tell } from '../ui/toasts';
import { me, refreshMe } from './session';

/** The QR code of a text as one path, drawn dark on white in either colour scheme because scanners expect that. */
function Qr({ text }: { text: string }) {
  const { path, size } = useMemo(() => {
    const code = qrcode(0, 'M');
    code.addData(text);
    code.make();
    const count = code.getModuleCount();
    let cells = '';
    for (let row = 0; row < count; row++) for (let column = 0; column < count; column++) if (code.isDark(row, column)) cells += `M${column + 4} ${row + 4}h1v1h-1z`;
    return { path: cells, size: count + 8 };
  }, [text]);
  return <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('twoFactor.qr')}><rect width={size} height={size} fill="#fff" /><path d={path} fill="#000" /></svg>;
}

/** Turns the second factor on (secret, first code, recovery codes shown once) or off (with the password). */
export function TwoFactor() {
  const [setup, setSetup] = useState<{ secret: string; uri: string } | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [value, setValue] = useState('');
  const [error, setError] = useState<string | null>(null);

  // Each step takes the place of the one before, and of what had the focus in it.
  const step = useRef<HTMLDivElement>(null);
  const name = codes ? 'codes' : setup ? 'setup' : me.value?.twoFactor ? 'on' : 'off';
  const first = useRef(true);
  useLayoutEffect(() => {
    if (!first.current) step.current?.querySelector<HTMLElement>('input, .primary')?.focus();
    first.current = false;
  }, [name]);

  const run = async (work: () => Promise<void>) => {
    setError(null);
    try {
      await work();
      setValue('');
    } catch (thrown) {
      setError(textOf(thrown));
    }
  };
  const start = () => run(async () => setSetup(await ask('POST', '/api/account/two-factor/start')));
  const enable = () => run(async () => {
    const answer = await ask<{ recoveryCodes: string[] }>('POST', '/api/account/two-factor/enable', { code: value.replace(/\s/g, '') });
    setSetup(null);
    setCodes(answer.recoveryCodes);
    await refreshMe();
  });
  const disable = () => run(async () => {
    await ask('POST', '/api/account/two-factor/disable', { password: value });
    await refreshMe();
    tell(t('twoFactor.isOff'));
  });

  const failed = error && <p class="form-error" role="alert">{error}</p>;
  return <div ref={step}>{content()}</div>;

  function content() {
    if (codes) {
      return (
        <div class="stack">
          <p class="form-note" role="status">{t('twoFactor.codesHelp')}</p>
          <ul class="recovery-codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
          <div class="row end">
            <button type="button" class="button" onClick={() => void navigator.clipboard.writeText(codes.join('\n')).then(() => tell(t('state.copied')))}>{t('act.copy')}</button>
            <button type="button" class="button primary" onClick={() => setCodes(null)}>{t('twoFactor.kept')}</button>
          </div>
        </div>
      );
    }
    if (setup) {
      return (
        <form class="stack" onSubmit={(event) => { event.preventDefault(); void enable(); }}>
          {failed}
          <p>{t('twoFactor.scan')}</p>
          <div class="row wrap two-factor-setup">
            <Qr text={setup.uri} />
            <dl class="grow facts">
              <dt>{t('twoFactor.secret')}</dt><dd><code class="secret">{setup.secret}</code></dd>
              <dt>{t('twoFactor.uri')}</dt><dd><code class="secret">{setup.uri}</code></dd>
            </dl>
          </div>
          <TextField label={t('field.code')} class="code" inputMode="numeric" autocomplete="one-time-code" required value={value} onValue={setValue} />
          <button class="button primary" type="submit">{t('twoFactor.enable')}</button>
        </form>
      );
    }
    if (me.value?.twoFactor) {
      return (
        <form class="stack" onSubmit={(event) => { event.preventDefault(); void disable(); }}>
          {failed}
          <p class="form-note">{t('twoFactor.isOn')}</p>
          <TextField label={t('field.password')} type="password" autocomplete="current-password" required value={value} onValue={setValue} />
          <button class="button danger" type="submit">{t('twoFactor.disable')}</button>
        </form>
      );
    }
    return <div class="stack">{failed}<p class="muted">{t('twoFactor.why')}</p><button type="button" class="button primary" onClick={() => void start()}>{t('twoFactor.start')}</button></div>;
  }
}
