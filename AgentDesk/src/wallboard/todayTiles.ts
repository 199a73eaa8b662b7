import { count, decimal, duration, percent } from '../i18n/format';
import { t, type TextKey } from '../i18n/translate';
import type { Today } from './today';

/** What one tile says. */
export interface TileText {
  readonly label: TextKey;
  readonly value: string;
  /** Of what the value is; never empty, so that all tiles are of one height. */
  readonly detail: string;
}

const NOT_YET = '–';

/** The tiles of the day, before the first answer too: then with dashes, so that nothing moves when it comes. */
export function tilesOf(figures: Today | null): readonly TileText[] {
  const value = (number: number | undefined) => (number === undefined ? NOT_YET : count(number));
  const share = (part: number, whole: number) => (whole === 0 ? NOT_YET : percent(part / whole));
  const wait = figures?.medianWaitSeconds ?? null;
  const ratings = figures?.satisfaction;
  return [
    { label: 'today.opened', value: value(figures?.opened), detail: t('today.openedDetail') },
    { label: 'today.answered', value: value(figures?.answered), detail: t('today.answeredDetail') },
    { label: 'today.wait', value: wait === null ? NOT_YET : duration(wait * 1000), detail: t('today.waitDetail', { n: count(figures?.waits ?? 0) }) },
    { label: 'today.resolved', value: value(figures?.resolved), detail: t('today.resolvedDetail') },
    { label: 'today.bot', value: value(figures?.resolvedByBot), detail: t('today.botDetail', { share: share(figures?.resolvedByBot ?? 0, figures?.resolved ?? 0) }) },
    {
      label: 'today.satisfaction', value: ratings?.average == null ? NOT_YET : decimal(ratings.average),
      detail: t('today.satisfactionDetail', { n: count(ratings?.count ?? 0), share: share(ratings?.satisfied ?? 0, ratings?.count ?? 0) }),
    },
  ];
}

/** Whether nothing has happened yet today. */
export const isQuiet = ({ opened, answered, resolved, satisfaction }: Today) => opened + answered + resolved + satisfaction.count === 0;
