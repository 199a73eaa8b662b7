import { moment } from '../../i18n/format';
import { t } from '../../i18n/translate';
import { Dialog } from '../../ui/Dialog';
import { attempt, tell } from '../../ui/toasts';
import type { Webhook } from './webhooks';

/** A webhook's secret, shown this once. */
export function SecretShown({ webhook, secret, onClose }: { webhook: Webhook; secret: string; onClose: () => void }) {
  const copy = () => attempt(async () => {
    await navigator.clipboard.writeText(secret);
    tell(t('state.copied'));
  });
  return (
    <Dialog title={t('webhooks.secretTitle')} onClose={onClose}
      foot={<>
        <button type="button" class="button" onClick={() => void copy()}>{t('act.copy')}</button>
        <button type="button" class="button primary" onClick={onClose}>{t('webhooks.secretNoted')}</button>
      </>}>
      <p>{t('webhooks.secretText', { name: webhook.description })}</p>
      <code class="one-time long">{secret}</code>
      {webhook.previousSecretUntil && <p class="muted small">{t('webhooks.previousSecret', { at: moment(webhook.previousSecretUntil) })}</p>}
    </Dialog>
  );
}
