import { useEffect, useState } from 'preact/hooks';
import { hasRole, me } from '../../account/session';
import { go, route } from '../../app/route';
import { ask } from '../../http/http';
import { departments, loadDepartments } from '../../hub/departments';
import { local, t } from '../../i18n/translate';
import { Icon } from '../../ui/Icon';
import { Loading } from '../../ui/pieces';
import { textOf } from '../../ui/errorText';
import { attempt, tell } from '../../ui/toasts';
import { AdminPage } from '../AdminPage';
import { DAYS, type Hours } from '../model';
import { Holidays } from './Holidays';
import { copyToWorkdays, isValid, tidyHours } from './hours';
import { Intervals } from './Intervals';

/** When each department is open: weekly intervals with breaks between them, holidays and half days. */
export function HoursPage() {
  const mine = departments.value.filter((one) => hasRole(me.value, 'administrator') || me.value?.departments.includes(one.id));
  const wanted = route.value.page === 'hours' ? route.value.item : null;
  const id = mine.find((one) => one.id === wanted)?.id ?? mine[0]?.id ?? null;
  const [hours, setHours] = useState<Hours | null>(null);
  const [saved, setSaved] = useState<Hours | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    if (!id) return;
    let left = false;
    setHours(null);
    ask<Hours>('GET', `/api/admin/hours/${id}`).then(
      (found) => { if (!left) { setHours(found); setSaved(found); setFailure(null); } },
      (thrown: unknown) => { if (!left) setFailure(textOf(thrown)); });
    return () => { left = true; };
  }, [id]);

  const save = () => attempt(async () => {
    const stored = await ask<Hours>('PUT', `/api/admin/hours/${id}`, hours && tidyHours(hours));
    setHours(stored);
    setSaved(stored);
    tell(t('state.saved'));
    await loadDepartments();
  });
  const changed = hours !== saved;
  return (
    <AdminPage title={t('page.hours')} lead={t('hours.lead')} failure={failure}
      actions={<>
        <select class="input fit" aria-label={t('field.department')} value={id ?? ''} onChange={(event) => go({ page: 'hours', item: event.currentTarget.value })}>
          {mine.map((one) => <option key={one.id} value={one.id} selected={one.id === id}>{local(one.name)}</option>)}
        </select>
        {changed && <button type="button" class="button" onClick={() => setHours(saved)}>{t('act.undo')}</button>}
        <button type="button" class="button primary" disabled={!hours || !changed || !isValid(tidyHours(hours))} onClick={() => void save()}>{t('act.save')}</button>
      </>}>
      {!hours ? <Loading /> : (
        <div class="hours">
          <section class="card pad stack">
            <h2>{t('hours.weekly')}</h2>
            <p class="muted small">{t('hours.zone', { zone: hours.timeZone })}</p>
            <ul class="days">
              {DAYS.map((day) => (
                <li key={day}>
                  <strong>{t(`day.${day}`)}</strong>
                  <Intervals name={t(`day.${day}`)} intervals={hours.weekly[day]} onChange={(intervals) => setHours({ ...hours, weekly: { ...hours.weekly, [day]: intervals } })} />
                  {day === 'mon' && <button type="button" class="button quiet small" onClick={() => setHours(copyToWorkdays(hours, 'mon'))}><Icon name="down" />{t('hours.copy')}</button>}
                </li>
              ))}
            </ul>
          </section>
          <Holidays holidays={hours.holidays} onChange={(holidays) => setHours({ ...hours, holidays })} />
        </div>
      )}
    </AdminPage>
  );
}
