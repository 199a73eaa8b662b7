import { useMemo, useState } from 'preact/hooks';
import { ask } from '../../http/http';
import { departments } from '../../hub/departments';
import { fold } from '../../i18n/fold';
import { local, t } from '../../i18n/translate';
import { Icon } from '../../ui/Icon';
import { Avatar, Empty } from '../../ui/pieces';
import { AdminPage } from '../AdminPage';
import { SecretShown } from '../SecretShown';
import type { AgentRecord } from '../model';
import { useList, withItem } from '../useList';
import { AgentDialog, type AgentDraft } from './AgentDialog';
import { ResetTwoFactor } from './ResetTwoFactor';

/** The accounts: who works here, in which roles and departments. */
export function AgentsPage() {
  const { items, setItems, failure, load } = useList<AgentRecord>('/api/admin/agents');
  const [edited, setEdited] = useState<AgentRecord | 'new' | null>(null);
  const [password, setPassword] = useState<{ name: string; password: string } | null>(null);
  const [resetting, setResetting] = useState<AgentRecord | null>(null);
  const [words, setWords] = useState('');
  const shown = useMemo(() => (items ?? []).filter((agent) => fold(`${agent.name} ${agent.email}`).includes(fold(words))), [items, words]);
  const nameOf = (id: string) => { const found = departments.value.find((one) => one.id === id); return found ? local(found.name) : id; };

  const save = async (draft: AgentDraft) => {
    if (edited === 'new') {
      const { active: _, ...account } = draft;
      const { agent, oneTimePassword } = await ask<{ agent: AgentRecord; oneTimePassword: string }>('POST', '/api/admin/agents', account);
      setItems(withItem(items ?? [], agent));
      setPassword({ name: agent.name, password: oneTimePassword });
    } else if (edited) {
      setItems(withItem(items ?? [], await ask<AgentRecord>('PUT', `/api/admin/agents/${edited.id}`, draft)));
    }
    setEdited(null);
  };
  const renewPassword = async (agent: AgentRecord) => {
    const { oneTimePassword } = await ask<{ oneTimePassword: string }>('POST', `/api/admin/agents/${agent.id}/password`);
    setEdited(null);
    setPassword({ name: agent.name, password: oneTimePassword });
  };
  return (
    <AdminPage title={t('page.agents')} lead={t('agents.lead')} failure={failure} loading={!items} onRetry={() => void load()}
      actions={<>
        <div class="search"><Icon name="search" /><input type="search" class="input" placeholder={t('agents.search')} aria-label={t('agents.search')} value={words} onInput={(event) => setWords(event.currentTarget.value)} /></div>
        <button type="button" class="button primary" onClick={() => setEdited('new')}><Icon name="plus" />{t('agents.new')}</button>
      </>}>
      <div class="card table-box" tabIndex={0} role="group" aria-label={t('page.agents')}>
        <table>
          <thead><tr><th>{t('field.name')}</th><th>{t('field.roles')}</th><th>{t('field.departments')}</th><th>{t('field.languages')}</th><th class="right">{t('field.capacity')}</th><th><span class="visually-hidden">{t('act.edit')}</span></th></tr></thead>
          <tbody>
            {shown.map((agent) => (
              <tr key={agent.id} class={agent.active ? '' : 'inactive'}>
                <td><div class="row"><Avatar name={agent.name} size="small" /><div><strong>{agent.name}</strong>{agent.twoFactor && <> <span class="two-factor" title={t('agents.twoFactor')}><Icon name="shield" /><span class="visually-hidden">{t('agents.twoFactor')}</span></span></>}{!agent.active && <> <span class="chip">{t('agents.inactive')}</span></>}<br /><span class="muted small">{agent.email}</span></div></div></td>
                <td><div class="row wrap">{agent.roles.map((role) => <span key={role} class="chip primary">{t(`role.${role}`)}</span>)}</div></td>
                <td class="small">{agent.departments.map(nameOf).join(', ')}</td>
                <td class="small">{agent.languages.join(', ')}</td>
                <td class="right num">{agent.capacity}</td>
                <td class="right"><button type="button" class="button small" aria-label={t('act.editNamed', { name: agent.name })} onClick={() => setEdited(agent)}>{t('act.edit')}</button></td>
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <Empty icon="people" title={t('list.nothingFound')} />}
      </div>
      {edited && <AgentDialog agent={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onSave={save} onPassword={renewPassword}
        onResetTwoFactor={(agent) => { setEdited(null); setResetting(agent); }} />}
      {resetting && <ResetTwoFactor agent={resetting} onClose={() => setResetting(null)} onDone={(agent) => { setItems(withItem(items ?? [], agent)); setResetting(null); }} />}
      {password && <SecretShown title={t('agents.passwordTitle')} text={t('agents.passwordText', { name: password.name })} secret={password.password} onClose={() => setPassword(null)} />}
    </AdminPage>
  );
}
