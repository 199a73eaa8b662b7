import { useEffect } from 'preact/hooks';
import { now } from '../../app/clock';
import { count, duration } from '../../i18n/format';
import { t } from '../../i18n/translate';
import { channelName } from '../../timeline/channelName';
import { Icon } from '../../ui/Icon';
import { AdminPage } from '../AdminPage';
import { useList } from '../useList';
import { channelIcon, CHANNELS, channelTrouble, standingOf, storyOf, type ChannelView, type Place } from './channels';

/** How often the page looks again, in milliseconds. */
const EVERY = 15_000;

const TONES = { open: '', up: 'good', down: 'bad', untried: 'warn' } as const;

function PlaceRow({ place }: { place: Place }) {
  const standing = standingOf(place);
  const story = storyOf(place);
  return (
    <li>
      <span class="grow channel-place">
        <strong>{place.name}</strong>
        {story && <span class="muted small">{story}</span>}
        {place.fault?.detail && <span class="mono small channel-detail">{place.fault.detail}</span>}
      </span>
      <span class={`chip ${TONES[standing]}`}>{t(`channels.standing.${standing}`)}</span>
    </li>
  );
}

function Outbound({ outbound }: { outbound: NonNullable<ChannelView['outbound']> }) {
  return <>
    {outbound.waiting > 0 && <span class="chip warn">{t('channels.waiting', { n: count(outbound.waiting), age: duration(Math.max(0, now.value - Date.parse(outbound.oldestAt!))) })}</span>}
    {outbound.failed > 0 && <span class="chip bad">{t('channels.failed', { n: count(outbound.failed) })}</span>}
  </>;
}

/** Where citizens reach the municipality, and how the links stand. */
export function ChannelsPage() {
  const { items, failure, load } = useList<ChannelView>(CHANNELS);
  useEffect(() => {
    const timer = setInterval(() => void load(), EVERY);
    return () => clearInterval(timer);
  }, [load]);
  useEffect(() => { if (items) channelTrouble.note(items); }, [items]);
  return (
    <AdminPage title={t('page.channels')} lead={t('channels.lead')} failure={failure} loading={!items} onRetry={() => void load()}>
      <div class="channels">
        {(items ?? []).map((view) => (
          <section class="card" key={view.channel} aria-labelledby={`channel-${view.channel}`}>
            <header class="row wrap channel-head">
              <Icon name={channelIcon(view.channel)} /><h2 id={`channel-${view.channel}`}>{channelName(view.channel)}</h2>
              {view.outbound && <Outbound outbound={view.outbound} />}
            </header>
            <ul class="rows">{view.places.map((place) => <PlaceRow key={place.id} place={place} />)}</ul>
          </section>
        ))}
      </div>
    </AdminPage>
  );
}
