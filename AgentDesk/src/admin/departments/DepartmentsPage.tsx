import { useState } from 'preact/hooks';
import { ask } from '../../http/http';
import { loadDepartments } from '../../hub/departments';
import { local, t } from '../../i18n/translate';
import { Icon } from '../../ui/Icon';
import { attempt, tell } from '../../ui/toasts';
import { AdminPage } from '../AdminPage';
import type { DepartmentRecord } from '../model';
import { useList } from '../useList';
import { DepartmentDialog } from './DepartmentDialog';

const COLORS = ['#1273b8', '#17805a', '#b3541e', '#8a3ea8', '#c02f5b', '#6b7a12', '#0f7f8a', '#9a6700'];

const put = (department: DepartmentRecord) => ask('PUT', `/api/admin/departments/${department.id}`, department);

/** The departments: names, colours, order. */
export function DepartmentsPage() {
  const { items, failure, load } = useList<DepartmentRecord>('/api/admin/departments');
  const [edited, setEdited] = useState<{ department: DepartmentRecord; fresh: boolean } | null>(null);
  const all = items ?? [];
  const reload = async () => { await load(); await loadDepartments(); };

  const add = () => setEdited({ fresh: true, department: { id: '', name: { tr: '', en: '' }, color: COLORS[all.length % COLORS.length]!, position: Math.max(0, ...all.map((one) => one.position)) + 1 } });
  const remove = (department: DepartmentRecord) => attempt(async () => {
    await ask('DELETE', `/api/admin/departments/${department.id}`);
    await reload();
    tell(t('done.deleted', { name: local(department.name) }), { label: t('act.undo'), run: () => void attempt(async () => { await put(department); await reload(); }) });
  });
  const move = (at: number, by: number) => attempt(async () => {
    const order = [...all];
    order.splice(at + by, 0, ...order.splice(at, 1));
    for (const [position, department] of order.entries()) if (department.position !== position + 1) await put({ ...department, position: position + 1 });
    await reload();
  });
  return (
    <AdminPage title={t('page.departments')} lead={t('departments.lead')} failure={failure} loading={!items} onRetry={() => void load()}
      actions={<button type="button" class="button primary" onClick={add}><Icon name="plus" />{t('departments.new')}</button>}>
      <ul class="card rows">
        {all.map((department, at) => (
          <li key={department.id} style={{ '--dept': department.color }}>
            <span class="swatch big" />
            <span class="grow"><strong>{local(department.name)}</strong><br /><span class="muted small">{department.name.en} · {department.id}</span></span>
            <button type="button" class="button quiet icon-only" disabled={at === 0} aria-label={t('act.upNamed', { name: local(department.name) })} onClick={() => void move(at, -1)}><Icon name="down" class="flip" /></button>
            <button type="button" class="button quiet icon-only" disabled={at === all.length - 1} aria-label={t('act.downNamed', { name: local(department.name) })} onClick={() => void move(at, 1)}><Icon name="down" /></button>
            <button type="button" class="button small" aria-label={t('act.editNamed', { name: local(department.name) })} onClick={() => setEdited({ department, fresh: false })}>{t('act.edit')}</button>
            <button type="button" class="button quiet icon-only danger" aria-label={t('act.deleteNamed', { name: local(department.name) })} onClick={() => void remove(department)}><Icon name="trash" /></button>
          </li>
        ))}
      </ul>
      {edited && <DepartmentDialog {...edited} taken={all.map((one) => one.id)} onClose={() => setEdited(null)} onSave={async (department) => { await put(department); await reload(); setEdited(null); }} />}
    </AdminPage>
  );
}
