import { ask } from '../../http/http';
import { t } from '../../i18n/translate';
import { Dialog } from '../../ui/Dialog';
import { attempt, tell } from '../../ui/toasts';
import { WEBHOOKS, type Webhook } from './webhooks';

/** Asks before a webhook is deleted: its secret and its delivery log can't be brought back. */
export function DeleteWebhook({ webhook, onClose, onDone }: { webhook: Webhook; onClose: () => void; onDone: () => void }) {
  const remove = () => attempt(async () => {
    await ask('DELETE', `${WEBHOOKS}/${webhook.id}`);
    tell(t('done.deleted', { name: webhook.description }));
    onDone();
  });
  return (
    <Dialog title={t('webhooks.deleteTitle', { name: webhook.description })} onClose={onClose} onSubmit={() => void remove()}
      foot={<>
        <button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button>
        <button type="submit" class="button danger">{t('webhooks.delete')}</button>
      </>}>
      <p>{t('webhooks.deleteText')}</p>
    </Dialog>
  );
}
