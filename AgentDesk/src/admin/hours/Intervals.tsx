import { t } from '../../i18n/translate';
import { Icon } from '../../ui/Icon';
import type { Interval } from '../model';
import { faultOf, nextInterval } from './hours';

/** The intervals of one day; what lies between them is a break. */
export function Intervals({ name, intervals, onChange }: { name: string; intervals: readonly Interval[]; onChange: (intervals: readonly Interval[]) => void }) {
  const fault = faultOf(intervals);
  const set = (at: number, part: Partial<Interval>) => onChange(intervals.map((interval, n) => (n === at ? { ...interval, ...part } : interval)));
  return (
    <div class="intervals">
      {intervals.length === 0 && <span class="muted">{t('hours.closed')}</span>}
      {intervals.map((interval, at) => (
        <span key={at} class="interval">
          <input class="input" type="time" aria-label={t('hours.from', { day: name })} value={interval.from} onInput={(event) => set(at, { from: event.currentTarget.value })} />
          <span aria-hidden="true">–</span>
          <input class="input" type="time" aria-label={t('hours.to', { day: name })} value={interval.to === '24:00' ? '23:59' : interval.to} onInput={(event) => set(at, { to: event.currentTarget.value })} />
          <button type="button" class="button quiet icon-only small" aria-label={t('hours.removeInterval', { day: name })} onClick={() => onChange(intervals.filter((_, n) => n !== at))}><Icon name="close" /></button>
        </span>
      ))}
      <button type="button" class="button quiet small" aria-label={t('hours.addInterval', { day: name })} onClick={() => onChange([...intervals, nextInterval(intervals)])}><Icon name="plus" />{t('act.add')}</button>
      {fault && <span class="fault" role="alert">{t(fault)}</span>}
    </div>
  );
}
