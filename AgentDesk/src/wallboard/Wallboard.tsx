import { now } from '../app/clock';
import { departments } from '../hub/departments';
import type { Department, QueueStatus } from '../hub/model';
import { count, duration } from '../i18n/format';
import { local, t } from '../i18n/translate';
import { summaries } from '../inbox/live';
import { queues } from '../presence/live';
import { Avatar, Empty, PresenceDot } from '../ui/pieces';
import { figuresOf, owners, staffOf } from './figures';
import { TodayTiles } from './TodayTiles';

/** Waits from here on are shown as long, in milliseconds. */
const LONG = 5 * 60_000;
const STATES = ['available', 'busy', 'away', 'offline'] as const;

function Tile({ label, value, tone }: { label: string; value: string; tone?: string }) {
  return <div class={`tile card ${tone ?? ''}`}><span class="tile-value num">{value}</span><span class="tile-label">{label}</span></div>;
}

function QueueRow({ department, queue }: { department: Department; queue: QueueStatus | undefined }) {
  const figures = figuresOf(queue ? [queue] : []);
  const waited = figures.oldest === null ? null : now.value - figures.oldest;
  return (
    <tr style={{ '--dept': department.color }}>
      <th scope="row"><span class="row"><span class="swatch big" />{local(department.name)}{!department.open && <span class="chip">{t('department.closed')}</span>}</span></th>
      <td class={`right num ${figures.waiting > 0 ? 'strong' : ''}`}>{count(figures.waiting)}</td>
      <td class={`right num ${waited !== null && waited > LONG ? 'bad' : ''}`}>{waited === null ? '–' : duration(waited)}</td>
      <td class="right num">{figures.waitSeconds === null ? '–' : duration(figures.waitSeconds * 1000)}</td>
      {STATES.map((state) => <td key={state} class="right num">{count(figures.byPresence[state])}</td>)}
      <td>{figures.capacity === 0 ? '–' : <div class="load-cell"><meter min={0} max={Math.max(1, figures.capacity)} value={Math.min(figures.load, figures.capacity)} aria-label={t('wallboard.load')} /><span class="num small">{figures.load}/{figures.capacity}</span></div>}</td>
    </tr>
  );
}

/** How it stands now: queues, waits, people, live from the hub's pushes; and the day's figures. */
export function Wallboard() {
  const all = [...queues.value.values()];
  const total = figuresOf(all);
  const open = owners(summaries.value);
  const waited = total.oldest === null ? null : now.value - total.oldest;
  const staff = staffOf(all);
  return (
    <div class="admin" tabIndex={0} role="region" aria-label={t('page.wallboard')}>
      <header class="admin-head"><div class="grow"><h1>{t('page.wallboard')}</h1><p class="muted">{t('wallboard.lead')}</p></div></header>
      <div class="tiles">
        <Tile label={t('wallboard.waiting')} value={count(total.waiting)} tone={total.waiting > 0 ? 'warn' : ''} />
        <Tile label={t('wallboard.oldest')} value={waited === null ? '–' : duration(waited)} tone={waited !== null && waited > LONG ? 'bad' : ''} />
        <Tile label={t('wallboard.estimate')} value={total.waitSeconds === null ? '–' : duration(total.waitSeconds * 1000)} />
        <Tile label={t('wallboard.withAgents')} value={count(open.agent)} />
        <Tile label={t('wallboard.withBot')} value={count(open.bot)} />
        <Tile label={t('wallboard.available')} value={count(total.byPresence.available)} tone="good" />
      </div>
      <TodayTiles />
      <section class="card table-box" tabIndex={0} aria-label={t('wallboard.queues')}>
        <table class="wallboard">
          <thead>
            <tr><th>{t('field.department')}</th><th class="right">{t('wallboard.waiting')}</th><th class="right">{t('wallboard.oldest')}</th><th class="right">{t('wallboard.estimate')}</th>
              {STATES.map((state) => <th key={state} class="right">{t(`presence.${state}`)}</th>)}<th>{t('wallboard.load')}</th></tr>
          </thead>
          <tbody>{departments.value.map((department) => <QueueRow key={department.id} department={department} queue={queues.value.get(department.id)} />)}</tbody>
        </table>
      </section>
      <section class="stack">
        <h2>{t('wallboard.people')}</h2>
        {staff.length === 0 && <Empty icon="people" title={t('wallboard.nobody')} />}
        <ul class="people">
          {staff.map((agent) => (
            <li key={agent.agentId} class="card">
              <Avatar name={agent.name} />
              <div class="grow"><strong>{agent.name}</strong><div class="row small muted"><PresenceDot presence={agent.presence} phone={agent.phone} word /></div></div>
              <div class="load"><span class="num">{agent.conversations.length}/{agent.capacity}</span><meter min={0} max={agent.capacity} value={Math.min(agent.conversations.length, agent.capacity)} aria-label={t('presence.load')} /></div>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
