import { t } from '../../i18n/translate';
import { Icon } from '../../ui/Icon';
import type { Interval } from '../model';
import { faultOf, minutes, nextInterval, tidyTime } from './hours';

/** A time of 24 hours whatever the browser's own habits, and with `24:00`, which a time input of the browser does not know. */
function Time({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <input class="input num" inputMode="numeric" maxLength={5} placeholder="08:30" aria-label={label} aria-invalid={Number.isNaN(minutes(value))} value={value}
      onInput={(event) => onChange(event.currentTarget.value)} onBlur={(event) => onChange(tidyTime(event.currentTarget.value))} />
  );
}

/** The intervals of one day; what lies between them is a break. */
export function Intervals({ name, intervals, onChange }: { name: string; intervals: readonly Interval[]; onChange: (intervals: readonly Interval[]) => void }) {
  const fault = faultOf(intervals);
  const set = (at: number, part: Partial<Interval>) => onChange(intervals.map((interval, n) => (n === at ? { ...interval, ...part } : interval)));
  return (
    <div class="intervals">
      {intervals.length === 0 && <span class="muted">{t('hours.closed')}</span>}
      {intervals.map((interval, at) => (
        <span key={at} class="interval">
          <Time label={t('hours.from', { day: name })} value={interval.from} onChange={(from) => set(at, { from })} />
          <span aria-hidden="true">–</span>
          <Time label={t('hours.to', { day: name })} value={interval.to} onChange={(to) => set(at, { to })} />
          <button type="button" class="button quiet icon-only small" aria-label={t('hours.removeInterval', { day: name, from: interval.from, to: interval.to })} onClick={() => onChange(intervals.filter((_, n) => n !== at))}><Icon name="close" /></button>
        </span>
      ))}
      <button type="button" class="button quiet small" aria-label={t('hours.addInterval', { day: name })} onClick={() => onChange([...intervals, nextInterval(intervals)])}><Icon name="plus" />{t('act.add')}</button>
      {fault && <span class="fault" role="alert">{t(fault)}</span>}
    </div>
  );
}
