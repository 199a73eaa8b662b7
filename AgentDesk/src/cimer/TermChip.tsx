import type { CimerFile } from '../hub/model';
import { plainDay } from '../i18n/format';
import { t } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { dayOf, daysUntil } from './model';

const SOON = 5;

/** By when an application is to be answered, in red when that has passed; or that it was. */
export function TermChip({ file, now }: { file: CimerFile; now: number }) {
  if (file.answeredOn) return <span class="chip good num"><Icon name="check" />{t('cimer.answeredOn', { date: plainDay(file.answeredOn) })}</span>;
  const left = daysUntil(file.dueOn, dayOf(now));
  const tone = left < 0 ? 'bad' : left <= SOON ? 'warn' : '';
  return <span class={`chip ${tone} num`}><Icon name="clock" />{plainDay(file.dueOn)} · {left < 0 ? t('cimer.late', { n: -left }) : t('cimer.left', { n: left })}</span>;
}
