import { useState } from 'preact/hooks';
import { ask } from '../../http/http';
import { t } from '../../i18n/translate';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { textOf } from '../../ui/errorText';
import { tell } from '../../ui/toasts';
import { localMinute, WEBHOOKS, type Webhook } from './webhooks';

const DAY = 86_400_000;

/** Sends what happened in a span of time again. */
export function ReplayDialog({ webhook, onClose, onDone }: { webhook: Webhook; onClose: () => void; onDone: () => void }) {
  const [from, setFrom] = useState(() => localMinute(new Date(Date.now() - DAY)));
  const [until, setUntil] = useState(() => localMinute(new Date(Date.now() + 60_000)));
  const [onlyGivenUp, setOnlyGivenUp] = useState(true);
  const [error, setError] = useState<string | null>(null);
  const send = async () => {
    const { count } = await ask<{ count: number }>('POST', `${WEBHOOKS}/${webhook.id}/replay`, { from: new Date(from).toISOString(), until: new Date(until).toISOString(), onlyGivenUp });
    tell(t(count === 0 ? 'webhooks.nothingToReplay' : 'webhooks.replaying', { n: count }));
    onDone();
  };
  return (
    <Dialog title={t('webhooks.replayTitle')} onClose={onClose} onSubmit={() => void send().catch((thrown: unknown) => setError(textOf(thrown)))}
      foot={<><button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button><button type="submit" class="button primary">{t('webhooks.replay')}</button></>}>
      {error && <p class="form-error" role="alert">{error}</p>}
      <p class="muted">{t('webhooks.replayText')}</p>
      <div class="two">
        <Field label={t('webhooks.from')}>{(field) => <input class="input" type="datetime-local" required {...field} value={from} onInput={(event) => setFrom(event.currentTarget.value)} />}</Field>
        <Field label={t('webhooks.until')}>{(field) => <input class="input" type="datetime-local" required {...field} value={until} onInput={(event) => setUntil(event.currentTarget.value)} />}</Field>
      </div>
      <label class="check"><input type="checkbox" checked={onlyGivenUp} onChange={(event) => setOnlyGivenUp(event.currentTarget.checked)} />{t('webhooks.onlyGivenUp')}</label>
    </Dialog>
  );
}
