import type { Summary } from '../hub/model';
import { t } from '../i18n/translate';
import { take } from '../timeline/actions';
import { Dialog } from '../ui/Dialog';

/** Asks a supervisor before a conversation is taken from a colleague. */
export function ForceDialog({ summary, onClose }: { summary: Summary; onClose: () => void }) {
  const submit = async () => { if (await take(summary.id, true)) onClose(); };
  return (
    <Dialog title={t('force.title')} onClose={onClose} onSubmit={() => void submit()}
      foot={<><button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button><button type="submit" class="button primary">{t('act.takeOver')}</button></>}>
      <p>{t('force.text', { name: summary.agentName ?? t('actor.agent') })}</p>
    </Dialog>
  );
}
