import { DAYS, type Day, type Hours, type Interval } from '../model';
import type { TextKey } from '../../i18n/translate';

/** Minutes since midnight of `hh:mm`; NaN for anything else or past `24:00`. */
export function minutes(time: string): number {
  const found = /^(\d{2}):(\d{2})$/.exec(time);
  if (!found) return NaN;
  const value = Number(found[1]) * 60 + Number(found[2]);
  return Number(found[2]) < 60 && value <= 24 * 60 ? value : NaN;
}

/** What a person typed as a time, as `hh:mm` where that is clear: `8`, `830`, `8.30`, `08:30`; otherwise as it was. */
export function tidyTime(typed: string): string {
  const found = /^(\d{1,2})(?:[.:]?(\d{2}))?$/.exec(typed.trim());
  if (!found) return typed;
  const time = `${found[1]!.padStart(2, '0')}:${found[2] ?? '00'}`;
  return Number.isNaN(minutes(time)) ? typed : time;
}

/** What is wrong with the intervals of a day: one that ends before it begins, or two that overlap; null when nothing is. */
export function faultOf(intervals: readonly Interval[]): TextKey | null {
  const spans = intervals.map(({ from, to }) => [minutes(from), minutes(to)] as const).sort((a, b) => a[0] - b[0]);
  if (spans.some(([from, to]) => !(from < to))) return 'hours.wrongOrder';
  return spans.some(([from], at) => at > 0 && from < spans[at - 1]![1]) ? 'hours.overlap' : null;
}

const tidyIntervals = (intervals: readonly Interval[]) => intervals.map(({ from, to }) => ({ from: tidyTime(from), to: tidyTime(to) }));

/** The hours with every time as {@link tidyTime} understands it, and names without blanks around. */
export function tidyHours(hours: Hours): Hours {
  const weekly = { ...hours.weekly };
  for (const day of DAYS) weekly[day] = tidyIntervals(weekly[day]);
  return { ...hours, weekly, holidays: hours.holidays.map((holiday) => ({ ...holiday, name: holiday.name.trim(), intervals: tidyIntervals(holiday.intervals) })) };
}

/** Whether everything in some hours is right. */
export function isValid(hours: Hours): boolean {
  return DAYS.every((day) => faultOf(hours.weekly[day]) === null)
    && hours.holidays.every((holiday) => holiday.date !== '' && holiday.name.trim() !== '' && (holiday.closed || (holiday.intervals.length > 0 && faultOf(holiday.intervals) === null)));
}

/** The next interval to offer for a day: the morning, the afternoon after a break, or an hour after the last. */
export function nextInterval(intervals: readonly Interval[]): Interval {
  const end = Math.max(0, ...intervals.map((interval) => minutes(interval.to) || 0));
  if (end === 0) return { from: '08:30', to: '12:00' };
  if (end <= 13 * 60) return { from: '13:00', to: '17:30' };
  const text = (value: number) => `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`;
  const from = Math.min(end + 60, 23 * 60);
  return { from: text(from), to: text(Math.min(from + 120, 24 * 60)) };
}

/** The hours with a day's intervals put into the other working days too. */
export function copyToWorkdays(hours: Hours, from: Day): Hours {
  const weekly = { ...hours.weekly };
  for (const day of DAYS.slice(0, 5)) weekly[day] = hours.weekly[from];
  return { ...hours, weekly };
}
