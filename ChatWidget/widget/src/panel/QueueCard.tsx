import type { TimelineState } from '@contacthub/client';
import { usePanel } from './context.ts';

/** Where the visitor stands while nobody has come yet. */
export function QueueCard({ state }: { readonly state: TimelineState }) {
  const { t } = usePanel();
  const { queue } = state;
  const minutes = queue?.waitSeconds == null ? null : Math.round(queue.waitSeconds / 60);
  const wait = queue?.agentsOnline === 0 ? t('nobodyOnline')
    : minutes === null ? t('waitUnknown')
    : minutes < 1 ? t('waitUnderMinute') : t('waitMinutes', { minutes });
  return (
    <section class="card queue" role="status">
      <span class="pulse" aria-hidden="true" />
      <div>
        <p class="card-title">{t('queued')}</p>
        {queue && <p>{t('position', { position: queue.position })}</p>}
        <p class="muted">{wait}</p>
      </div>
    </section>
  );
}
