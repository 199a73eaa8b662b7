import { useEffect, useState } from 'preact/hooks';
import { go, hrefOf } from '../../app/route';
import { ask, list } from '../../http/http';
import { moment } from '../../i18n/format';
import { t } from '../../i18n/translate';
import { Icon } from '../../ui/Icon';
import { Empty } from '../../ui/pieces';
import { attempt, tell } from '../../ui/toasts';
import { AdminPage } from '../AdminPage';
import { useList, withItem } from '../useList';
import { DeleteWebhook } from './DeleteWebhook';
import { DeliveriesPage } from './DeliveriesPage';
import { SecretShown } from './SecretShown';
import { StandingChip } from './StandingChip';
import { webhookTrouble } from './trouble';
import { WebhookDialog } from './WebhookDialog';
import { codeName, kindName, needsCare, WEBHOOKS, type Ping, type Webhook, type WebhookDraft } from './webhooks';

/** The webhooks: which systems are told of what, and how they stand. With an id, the delivery log of one. */
export function WebhooksPage({ item }: { item: string | null }) {
  const { items, setItems, failure, load } = useList<Webhook>(WEBHOOKS);
  const [kinds, setKinds] = useState<readonly string[]>([]);
  const [edited, setEdited] = useState<Webhook | 'new' | null>(null);
  const [deleting, setDeleting] = useState<Webhook | null>(null);
  const [secret, setSecret] = useState<{ webhook: Webhook; secret: string } | null>(null);
  useEffect(() => void attempt(async () => setKinds(await list<string>(`${WEBHOOKS}/kinds`))), []);
  useEffect(() => { if (items) webhookTrouble.note(items); }, [items]);
  // Whoever comes back from a delivery log sees how the webhooks stand now.
  useEffect(() => { if (items) void load(); }, [item]);

  const all = items ?? [];
  const shown = item === null ? undefined : all.find((one) => one.id === item);
  const keep = (webhook: Webhook) => setItems(withItem(all, { ...webhook, waiting: webhook.waiting || (all.find((one) => one.id === webhook.id)?.waiting ?? 0) }));

  const save = async (draft: WebhookDraft) => {
    if (edited === 'new') {
      const made = await ask<{ webhook: Webhook; secret: string }>('POST', WEBHOOKS, draft);
      keep(made.webhook);
      setSecret(made);
    } else if (edited) keep(await ask<Webhook>('PUT', `${WEBHOOKS}/${edited.id}`, draft));
    setEdited(null);
  };
  const rotate = async (webhook: Webhook) => {
    const made = await ask<{ webhook: Webhook; secret: string }>('POST', `${WEBHOOKS}/${webhook.id}/secret`);
    keep(made.webhook);
    setEdited(null);
    setSecret(made);
  };
  const ping = (webhook: Webhook) => attempt(async () => {
    const answer = await ask<Ping>('POST', `${WEBHOOKS}/${webhook.id}/ping`);
    tell(t(answer.accepted ? 'webhooks.pinged' : 'webhooks.notPinged', { code: codeName(answer.code), ms: answer.millis }));
  });
  const dialogs = <>
    {edited && <WebhookDialog webhook={edited === 'new' ? null : edited} kinds={kinds} onClose={() => setEdited(null)} onSave={save} onRotate={rotate} />}
    {deleting && <DeleteWebhook webhook={deleting} onClose={() => setDeleting(null)} onDone={() => { setItems(all.filter((one) => one.id !== deleting.id)); setDeleting(null); go({ page: 'webhooks', item: null }); }} />}
    {secret && <SecretShown {...secret} onClose={() => setSecret(null)} />}
  </>;

  if (shown) return <><DeliveriesPage key={shown.id} webhook={shown} onPing={() => ping(shown)} onEdit={() => setEdited(shown)} onChanged={load} />{dialogs}</>;
  return (
    <AdminPage title={t('page.webhooks')} lead={t('webhooks.lead')} failure={failure} loading={!items} onRetry={() => void load()}
      actions={all.length > 0 && <button type="button" class="button primary" onClick={() => setEdited('new')}><Icon name="plus" />{t('webhooks.new')}</button>}>
      {all.filter((one) => one.offReason).map((one) => (
        <p class="notice" role="status" key={one.id}><Icon name="warning" /><span class="grow"><strong>{one.description}</strong> {t(one.offReason === 'gone' ? 'webhooks.wentGone' : 'webhooks.wentOff', { at: moment(one.offAt!) })}</span></p>
      ))}
      <ul class="card rows webhooks">
        {all.map((one) => (
          <li key={one.id} class={one.enabled ? '' : 'inactive'}>
            <span class="grow webhook">
              <span class="row wrap"><strong>{one.description}</strong><StandingChip webhook={one} />{one.waiting > 0 && <span class="chip">{t('webhooks.waiting', { n: one.waiting })}</span>}</span>
              <span class="row-text muted small mono" title={one.url}>{one.url}</span>
              <span class="row-text muted small">{one.kinds.length === 0 ? t('webhooks.allKinds') : one.kinds.map(kindName).join(', ')}{needsCare(one) && one.failingSince && ` · ${t('webhooks.failingSince', { at: moment(one.failingSince) })}`}</span>
            </span>
            <span class="row">
              <a class="button small" href={hrefOf({ page: 'webhooks', item: one.id })} aria-label={t('webhooks.logOf', { name: one.description })}>{t('webhooks.log')}</a>
              <button type="button" class="button small" aria-label={t('webhooks.pingNamed', { name: one.description })} onClick={() => void ping(one)}>{t('webhooks.ping')}</button>
              <button type="button" class="button small" aria-label={t('act.editNamed', { name: one.description })} onClick={() => setEdited(one)}>{t('act.edit')}</button>
              <button type="button" class="button quiet icon-only danger" aria-label={t('act.deleteNamed', { name: one.description })} onClick={() => setDeleting(one)}><Icon name="trash" /></button>
            </span>
          </li>
        ))}
        {all.length === 0 && (
          <li><div class="stack empty-webhooks">
            <Empty icon="link" title={t('webhooks.empty')}>{t('webhooks.emptyHelp')}</Empty>
            <button type="button" class="button primary" onClick={() => setEdited('new')}><Icon name="plus" />{t('webhooks.new')}</button>
          </div></li>
        )}
      </ul>
      {dialogs}
    </AdminPage>
  );
}
