import { t } from '../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { tell } from '../ui/toasts';
import { PasswordForm } from './NewPassword';
import { Signature } from './Signature';
import { TwoFactor } from './TwoFactor';

/** The own account: second factor, password, and what stands below mails. */
export function AccountDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('account.title')} onClose={onClose}>
      <section class="stack"><h3>{t('twoFactor.title')}</h3><TwoFactor /></section>
      <details class="disclosure">
        <summary>{t('password.change')}</summary>
        <PasswordForm submitLabel={t('password.submit')} done={() => { onClose(); tell(t('password.changed')); }} />
      </details>
      <Signature />
    </Dialog>
  );
}
