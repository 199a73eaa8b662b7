import { useEffect, useId, useState } from 'preact/hooks';
import { hrefOf } from '../../app/route';
import { ask, list, query } from '../../http/http';
import { moment } from '../../i18n/format';
import { t } from '../../i18n/translate';
import { Icon } from '../../ui/Icon';
import { Empty } from '../../ui/pieces';
import { attempt, tell } from '../../ui/toasts';
import { AdminPage } from '../AdminPage';
import { useList } from '../useList';
import { ReplayDialog } from './ReplayDialog';
import { StandingChip, StateChip } from './StandingChip';
import { codeName, DELIVERY_STATES, kindName, WEBHOOKS, type DeliveryState, type Webhook, type WebhookDelivery } from './webhooks';

const PAGE = 50;

/** The delivery log of a webhook: what became of each event, and sending again. */
export function DeliveriesPage({ webhook, onPing, onEdit, onChanged }: {
  webhook: Webhook; onPing: () => Promise<unknown>; onEdit: () => void; onChanged: () => Promise<void>;
}) {
  const [state, setState] = useState<DeliveryState | ''>('');
  const path = (before?: string) => `${WEBHOOKS}/${webhook.id}/deliveries${query({ state, before })}`;
  const { items, setItems, failure, load } = useList<WebhookDelivery>(path());
  const filter = useId();
  const [complete, setComplete] = useState(false);
  const [replaying, setReplaying] = useState(false);
  useEffect(() => setComplete(false), [state]);
  const all = items ?? [];
  const refresh = async () => { await load(); await onChanged(); };
  const more = () => attempt(async () => {
    const page = await list<WebhookDelivery>(path(all.at(-1)!.id));
    setItems([...all, ...page]);
    setComplete(page.length < PAGE);
  });
  const replay = (delivery: WebhookDelivery) => attempt(async () => {
    await ask('POST', `${WEBHOOKS}/${webhook.id}/deliveries/${delivery.id}/replay`);
    tell(t('webhooks.replaying', { n: 1 }));
    await refresh();
  });
  return (
    <AdminPage title={webhook.description} lead={t('webhooks.logLead')} failure={failure} loading={!items} onRetry={() => void load()}
      actions={<>
        <a class="button" href={hrefOf({ page: 'webhooks', item: null })}><Icon name="back" />{t('page.webhooks')}</a>
        <button type="button" class="button" onClick={() => void onPing()}>{t('webhooks.ping')}</button>
        <button type="button" class="button" onClick={onEdit}>{t('act.edit')}</button>
        <button type="button" class="button primary" disabled={!webhook.enabled} onClick={() => setReplaying(true)}><Icon name="reopen" />{t('webhooks.replayRange')}</button>
      </>}>
      <div class="row wrap log-bar">
        <StandingChip webhook={webhook} />
        <span class="grow row-text muted small mono">{webhook.url}</span>
        <span class="row">
          <label class="small" for={filter}>{t('webhooks.filter')}</label>
          <select id={filter} class="input fit" value={state} onChange={(event) => setState(event.currentTarget.value as DeliveryState | '')}>
            <option value="">{t('webhooks.everyState')}</option>
            {DELIVERY_STATES.map((one) => <option key={one} value={one}>{t(`webhooks.state.${one}`)}</option>)}
          </select>
          <button type="button" class="button" onClick={() => void refresh()}>{t('webhooks.refresh')}</button>
        </span>
      </div>
      <div class="card table-box" tabIndex={0} role="group" aria-label={t('webhooks.logOf', { name: webhook.description })}>
        {all.length > 0 && (
          <table class="deliveries">
            <thead><tr><th>{t('webhooks.at')}</th><th>{t('webhooks.event')}</th><th>{t('webhooks.outcome')}</th><th class="right">{t('webhooks.attempts')}</th><th>{t('webhooks.answer')}</th><th><span class="visually-hidden">{t('webhooks.replay')}</span></th></tr></thead>
            <tbody>
              {all.map((one) => (
                <tr key={one.id}>
                  <td class="num nowrap small">{moment(one.createdAt)}</td>
                  <td><strong>{kindName(one.kind)}</strong><br /><span class="muted small num">{t('webhooks.place', { number: one.number, seq: one.seq })}</span></td>
                  <td class="nowrap"><StateChip state={one.state} />{one.state === 'waiting' && one.attempts > 0 && one.dueAt && <><br /><span class="muted small">{t('webhooks.next', { at: moment(one.dueAt) })}</span></>}</td>
                  <td class="right num">{one.attempts}</td>
                  <td class="small"><span class="nowrap">{one.code ? codeName(one.code) : '–'}{one.millis !== undefined && <span class="muted num"> · {one.millis} ms</span>}</span>{one.detail && <span class="answer muted mono" title={one.detail}>{one.detail}</span>}</td>
                  <td class="right"><button type="button" class="button small" disabled={!webhook.enabled} aria-label={t('webhooks.replayNamed', { kind: kindName(one.kind), number: one.number, seq: one.seq })} onClick={() => void replay(one)}>{t('webhooks.replay')}</button></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {all.length === 0 && <Empty icon="history" title={t(state ? 'list.nothingFound' : 'webhooks.logEmpty')}>{!state && t('webhooks.logEmptyHelp')}</Empty>}
        {!complete && all.length >= PAGE && <p class="row center pad"><button type="button" class="button" onClick={() => void more()}>{t('list.more')}</button></p>}
      </div>
      {replaying && <ReplayDialog webhook={webhook} onClose={() => setReplaying(false)} onDone={() => { setReplaying(false); void refresh(); }} />}
    </AdminPage>
  );
}
