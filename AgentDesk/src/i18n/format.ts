import { language } from './language';
import { t } from './translate';

const cache = new Map<string, Intl.DateTimeFormat>();

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language.value + name;
  let made = cache.get(key);
  if (!made) cache.set(key, (made = new Intl.DateTimeFormat(language.value === 'tr' ? 'tr-TR' : 'en-GB', options)));
  return made;
}

/** Hour and minute, as `14:05`. */
export const clock = (at: string | number) => format('clock', { hour: '2-digit', minute: '2-digit' }).format(new Date(at));

/** Day, month, year, hour and minute, in full. */
export const moment = (at: string | number) => format('moment', { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at));

/** Day and short month; the year too when it is another one. */
export function shortDay(at: string | number, now: number): string {
  const day = new Date(at);
  const sameYear = day.getFullYear() === new Date(now).getFullYear();
  return sameYear
    ? format('shortDay', { day: 'numeric', month: 'short' }).format(day)
    : format('shortDayYear', { day: 'numeric', month: 'short', year: 'numeric' }).format(day);
}

/** A date without a time, `yyyy-mm-dd`, as `02.03.2026`: it is that day wherever one is. */
export const plainDay = (date: string) => format('plainDay', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

/** Whether two moments fall on the same local day. */
export const sameDay = (a: string | number, b: string | number) => new Date(a).toDateString() === new Date(b).toDateString();

/** 'Today', 'Yesterday' or the day in full, for the separators of a timeline. */
export function dayName(at: string | number, now: number): string {
  if (sameDay(at, now)) return t('day.today');
  if (sameDay(at, now - 86_400_000)) return t('day.yesterday');
  return format('dayName', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at));
}

/** A list's time: the clock for today, otherwise the day. */
export const listTime = (at: string, now: number) => (sameDay(at, now) ? clock(at) : shortDay(at, now));

/** A length of time in its one or two largest units: `45 s`, `12 min`, `2 h 05 min`, `3 d`. Negative lengths are zero. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return t('time.seconds', { n: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('time.minutes', { n: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('time.hours', { h: hours, m: String(minutes % 60).padStart(2, '0') });
  return t('time.days', { n: Math.floor(hours / 24) });
}

/** A running clock: `0:07`, `12:05`, `1:02:33`. Negative lengths are zero. */
export function clockOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, String(seconds % 60).padStart(2, '0')];
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** A count in the digits and grouping of the chosen language. */
export const count = (n: number) => new Intl.NumberFormat(language.value).format(n);

/** A number with one decimal, as `4,6`. */
export const decimal = (n: number) => new Intl.NumberFormat(language.value, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(n);

/** A share of 0 to 1 as whole per cent: `%88`, `88%`. */
export const percent = (share: number) => new Intl.NumberFormat(language.value, { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** A size in its largest unit: `12 KB`, `3,4 MB`; below a kilobyte in bytes. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return t('size.bytes', { n: bytes });
  return bytes < 1024 * 1024 ? `${count(Math.round(bytes / 1024))} KB` : `${decimal(bytes / 1024 / 1024)} MB`;
}
