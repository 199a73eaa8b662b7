import { ask } from '../../http/http';
import { t } from '../../i18n/translate';
import { Dialog } from '../../ui/Dialog';
import { attempt, tell } from '../../ui/toasts';
import type { AgentRecord } from '../model';

/** Asks before the second factor is taken away from somebody who has lost it. */
export function ResetTwoFactor({ agent, onClose, onDone }: { agent: AgentRecord; onClose: () => void; onDone: (agent: AgentRecord) => void }) {
  const reset = () => attempt(async () => {
    await ask('POST', `/api/admin/agents/${agent.id}/two-factor/reset`);
    onDone({ ...agent, twoFactor: false });
    tell(t('agents.twoFactorGone', { name: agent.name }));
  });
  return (
    <Dialog title={t('agents.resetTwoFactor')} onClose={onClose} onSubmit={() => void reset()}
      foot={<><button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button><button type="submit" class="button danger">{t('agents.reset')}</button></>}>
      <p>{t('agents.resetTwoFactorText', { name: agent.name })}</p>
    </Dialog>
  );
}
