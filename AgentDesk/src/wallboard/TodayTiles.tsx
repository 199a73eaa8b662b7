import { useEffect, useId } from 'preact/hooks';
import { clock } from '../i18n/format';
import { t } from '../i18n/translate';
import { refreshToday, startToday, today } from './today';
import { isQuiet, tilesOf, type TileText } from './todayTiles';

function DayTile({ label, value, detail }: TileText) {
  const id = useId();
  return (
    <div class="tile card" role="group" aria-labelledby={id}>
      <span class="tile-value num">{value}</span><span class="tile-label" id={id}>{t(label)}</span><span class="tile-detail num">{detail}</span>
    </div>
  );
}

function status(): string {
  const { figures, at, failure } = today.value;
  if (failure !== null) return at === null ? t('today.failed') : t('today.stale', { time: clock(at) });
  if (figures === null) return t('state.loading');
  return isQuiet(figures) ? t('today.quiet', { zone: figures.timeZone }) : t('today.since', { zone: figures.timeZone });
}

/** The day's figures in a row, kept fresh while it is shown. Every state has the same size. */
export function TodayTiles() {
  useEffect(startToday, []);
  const { figures, failure } = today.value;
  return (
    <section class="today stack" aria-labelledby="today-title">
      <div class="row today-head">
        <h2 id="today-title">{t('today.title')}</h2>
        <p class={`small grow ${failure === null ? 'muted' : 'today-fault'}`} role="status" title={failure ?? undefined}>{status()}</p>
        {failure !== null && <button type="button" class="button small" onClick={() => void refreshToday()}>{t('act.retry')}</button>}
      </div>
      <div class="tiles" aria-busy={figures === null && failure === null}>{tilesOf(figures).map((tile) => <DayTile key={tile.label} {...tile} />)}</div>
    </section>
  );
}
