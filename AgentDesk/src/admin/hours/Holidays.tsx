import { t } from '../../i18n/translate';
import { Icon } from '../../ui/Icon';
import { Empty } from '../../ui/pieces';
import type { Holiday } from '../model';
import { Intervals } from './Intervals';

const nameOf = (holiday: Holiday) => holiday.name || holiday.date || t('hours.holidayName');

/** Days off, and half days with hours of their own. */
export function Holidays({ holidays, onChange }: { holidays: readonly Holiday[]; onChange: (holidays: readonly Holiday[]) => void }) {
  const set = (at: number, part: Partial<Holiday>) => onChange(holidays.map((holiday, n) => (n === at ? { ...holiday, ...part } : holiday)));
  return (
    <section class="card pad stack">
      <div class="row"><h2 class="grow">{t('hours.holidays')}</h2><button type="button" class="button small" onClick={() => onChange([...holidays, { date: '', name: '', closed: true, intervals: [] }])}><Icon name="plus" />{t('hours.addHoliday')}</button></div>
      {holidays.length === 0 && <Empty icon="clock" title={t('hours.noHolidays')} />}
      <div class="holidays">
        {holidays.map((holiday, at) => (
          <div key={at} role="group" aria-label={nameOf(holiday)}>
            <div class="row wrap">
              <input class="input fit" type="date" required aria-label={t('hours.date')} value={holiday.date} onInput={(event) => set(at, { date: event.currentTarget.value })} />
              <input class="input grow" required maxLength={80} aria-label={t('field.name')} placeholder={t('hours.holidayName')} value={holiday.name} onInput={(event) => set(at, { name: event.currentTarget.value })} />
              <button type="button" class="button quiet icon-only danger" aria-label={t('act.deleteNamed', { name: nameOf(holiday) })} onClick={() => onChange(holidays.filter((_, n) => n !== at))}><Icon name="trash" /></button>
            </div>
            <div class="row wrap">
              <label class="check"><input type="checkbox" checked={holiday.closed}
                onChange={(event) => set(at, event.currentTarget.checked ? { closed: true, intervals: [] } : { closed: false, intervals: [{ from: '08:30', to: '12:30' }] })} />{t('hours.allDay')}</label>
              {!holiday.closed && <Intervals name={nameOf(holiday)} intervals={holiday.intervals} onChange={(intervals) => set(at, { intervals })} />}
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}
