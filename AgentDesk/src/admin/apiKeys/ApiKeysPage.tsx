import { useState } from 'preact/hooks';
import { minute } from '../../app/clock';
import { ask } from '../../http/http';
import { departments } from '../../hub/departments';
import { shortDay } from '../../i18n/format';
import { local, t } from '../../i18n/translate';
import { Dialog } from '../../ui/Dialog';
import { Icon } from '../../ui/Icon';
import { Empty } from '../../ui/pieces';
import { attempt, tell } from '../../ui/toasts';
import { AdminPage } from '../AdminPage';
import { SecretShown } from '../SecretShown';
import { useList, withItem } from '../useList';
import { ApiKeyDialog } from './ApiKeyDialog';
import { requestOf, stateOf, type ApiKey, type ApiKeyDraft } from './apiKey';

/** The keys by which other systems use the open API. */
export function ApiKeysPage() {
  const { items, setItems, failure, load } = useList<ApiKey>('/api/admin/api-keys');
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const add = <button type="button" class="button primary" onClick={() => setMaking(true)}><Icon name="plus" />{t('apiKeys.new')}</button>;

  const make = async (draft: ApiKeyDraft) => {
    const { key, secret } = await ask<{ key: ApiKey; secret: string }>('POST', '/api/admin/api-keys', requestOf(draft));
    setItems([key, ...(items ?? [])]);
    setMaking(false);
    setMade({ name: key.name, secret });
  };
  const revoke = (key: ApiKey) => attempt(async () => {
    await ask('DELETE', `/api/admin/api-keys/${key.id}`);
    setItems(withItem(items ?? [], { ...key, revokedAt: new Date().toISOString() }));
    setRevoking(null);
    tell(t('apiKeys.revoked', { name: key.name }));
  });
  return (
    <AdminPage title={t('page.apiKeys')} lead={t('apiKeys.lead')} failure={failure} loading={!items} onRetry={() => void load()} actions={items?.length ? add : null}>
      {items?.length === 0
        ? <div class="stack"><Empty icon="key" title={t('apiKeys.empty')}>{t('apiKeys.emptyHelp')}</Empty><p class="row center">{add}</p></div>
        : <KeyTable keys={items ?? []} onRevoke={setRevoking} />}
      {making && <ApiKeyDialog onClose={() => setMaking(false)} onSave={make} />}
      {made && <SecretShown title={t('apiKeys.shownTitle')} text={t('apiKeys.shownText', { name: made.name })} secret={made.secret} onClose={() => setMade(null)} />}
      {revoking && (
        <Dialog title={t('apiKeys.revoke')} onClose={() => setRevoking(null)} onSubmit={() => void revoke(revoking)}
          foot={<><button type="button" class="button" onClick={() => setRevoking(null)}>{t('act.cancel')}</button><button type="submit" class="button danger">{t('apiKeys.revoke')}</button></>}>
          <p>{t('apiKeys.revokeText', { name: revoking.name })}</p>
        </Dialog>
      )}
    </AdminPage>
  );
}

function KeyTable({ keys, onRevoke }: { keys: readonly ApiKey[]; onRevoke: (key: ApiKey) => void }) {
  const now = minute.value;
  const nameOf = (id: string) => { const found = departments.value.find((one) => one.id === id); return found ? local(found.name) : id; };
  return (
    <div class="card table-box" tabIndex={0} role="group" aria-label={t('page.apiKeys')}>
      <table>
        <thead><tr><th>{t('field.name')}</th><th>{t('apiKeys.scopes')}</th><th>{t('field.departments')}</th><th>{t('apiKeys.lastUsed')}</th><th>{t('apiKeys.expires')}</th><th><span class="visually-hidden">{t('apiKeys.revoke')}</span></th></tr></thead>
        <tbody>
          {keys.map((key) => {
            const state = stateOf(key, now);
            return (
              <tr key={key.id} class={state === 'active' ? '' : 'inactive'}>
                <td><strong>{key.name}</strong>{state !== 'active' && <> <span class={`chip ${state === 'revoked' ? 'bad' : 'warn'}`}>{t(`apiKeys.state.${state}`)}</span></>}<br /><code class="muted small">{key.prefix}_…</code></td>
                <td><div class="row wrap">{key.scopes.map((scope) => <span key={scope} class="chip">{scope}</span>)}</div></td>
                <td class="small">{key.departments.length === 0 ? t('apiKeys.all') : key.departments.map(nameOf).join(', ')}</td>
                <td class="small nowrap">{key.lastUsedAt ? shortDay(key.lastUsedAt, now) : t('apiKeys.never')}</td>
                <td class="small nowrap">{key.expiresAt ? shortDay(key.expiresAt, now) : '–'}</td>
                <td class="right">{state !== 'revoked' && <button type="button" class="button small danger" aria-label={t('apiKeys.revokeNamed', { name: key.name })} onClick={() => onRevoke(key)}>{t('apiKeys.revoke')}</button>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
