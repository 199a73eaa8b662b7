import { useState } from 'preact/hooks';
import { hasRole, me } from '../../account/session';
import { canned, loadCanned } from '../../composer/cannedStore';
import { ask } from '../../http/http';
import { departmentOf } from '../../hub/departments';
import type { Canned } from '../../hub/model';
import { local, t, type TextKey } from '../../i18n/translate';
import { Icon } from '../../ui/Icon';
import { Empty } from '../../ui/pieces';
import { attempt, tell } from '../../ui/toasts';
import { AdminPage } from '../AdminPage';
import { CannedDialog } from './CannedDialog';

const put = (one: Canned) => ask('PUT', `/api/desk/canned/${one.id}`, one);

/** The canned answers that the agent may use; the own ones, and for supervisors all, can be edited. */
export function CannedPage() {
  const [edited, setEdited] = useState<Canned | 'new' | null>(null);
  const chief = hasRole(me.value, 'supervisor', 'administrator');
  const scope = (one: Canned) => {
    const department = departmentOf(one.departmentId);
    return department ? local(department.name) : t(one.departmentId === '*' ? 'canned.forAll' : 'canned.own');
  };
  const remove = (one: Canned) => attempt(async () => {
    await ask('DELETE', `/api/desk/canned/${one.id}`);
    await loadCanned();
    tell(t('done.deleted', { name: one.title }), { label: t('act.undo'), run: () => void attempt(async () => { await put(one); await loadCanned(); }) });
  });
  return (
    <AdminPage title={t('canned.title')} lead={t('canned.lead')} actions={<button type="button" class="button primary" onClick={() => setEdited('new')}><Icon name="plus" />{t('canned.new')}</button>}>
      <ul class="card rows">
        {canned.value.map((one) => (
          <li key={one.id}>
            <code class="shortcut">/{one.shortcut}</code>
            <span class="grow"><strong>{one.title}</strong><span class="row-text muted">{one.text}</span></span>
            {one.language && <span class="chip">{t(`language.${one.language}` as TextKey)}</span>}
            <span class="chip">{scope(one)}</span>
            {(chief || !one.departmentId) && <>
              <button type="button" class="button small" aria-label={t('act.editNamed', { name: one.title })} onClick={() => setEdited(one)}>{t('act.edit')}</button>
              <button type="button" class="button quiet icon-only danger" aria-label={t('act.deleteNamed', { name: one.title })} onClick={() => void remove(one)}><Icon name="trash" /></button>
            </>}
          </li>
        ))}
        {canned.value.length === 0 && <li><Empty icon="canned" title={t('canned.empty')}>{t('canned.emptyHelp')}</Empty></li>}
      </ul>
      {edited && <CannedDialog canned={edited === 'new' ? null : edited} chief={chief} onClose={() => setEdited(null)} onSave={async (one) => { await put(one); await loadCanned(); setEdited(null); }} />}
    </AdminPage>
  );
}
