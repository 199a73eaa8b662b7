import { t } from '../../i18n/translate';
import { Dialog } from '../../ui/Dialog';
import { tell } from '../../ui/toasts';

/** A one-time password, shown this once. */
export function PasswordShown({ name, password, onClose }: { name: string; password: string; onClose: () => void }) {
  return (
    <Dialog title={t('agents.passwordTitle')} onClose={onClose}
      foot={<>
        <button type="button" class="button" onClick={() => void navigator.clipboard.writeText(password).then(() => tell(t('state.copied')))}>{t('act.copy')}</button>
        <button type="button" class="button primary" onClick={onClose}>{t('agents.passwordNoted')}</button>
      </>}>
      <p>{t('agents.passwordText', { name })}</p>
      <code class="one-time">{password}</code>
    </Dialog>
  );
}
