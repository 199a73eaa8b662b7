import { t } from '../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { tell } from '../ui/toasts';

/** A password or a key, shown this once. */
export function SecretShown({ title, text, secret, onClose }: { title: string; text: string; secret: string; onClose: () => void }) {
  return (
    <Dialog title={title} onClose={onClose}
      foot={<>
        <button type="button" class="button" onClick={() => void navigator.clipboard.writeText(secret).then(() => tell(t('state.copied')))}>{t('act.copy')}</button>
        <button type="button" class="button primary" onClick={onClose}>{t('agents.passwordNoted')}</button>
      </>}>
      <p>{text}</p>
      <code class={`one-time ${secret.length > 40 ? 'long' : ''}`}>{secret}</code>
    </Dialog>
  );
}
