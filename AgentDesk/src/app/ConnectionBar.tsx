import { useEffect, useState } from 'preact/hooks';
import { connectionState } from '../hub/connection';
import { t } from '../i18n/translate';

/** A short loss heals before anybody need know. Milliseconds. */
const QUIET = 2_000;

/** Says that the hub can't be reached, once that has lasted; what is written meanwhile waits in the outbox. */
export function ConnectionBar() {
  const state = connectionState.value;
  const fine = state === 'online' || state === 'idle' || state === 'closed';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (fine) return setShown(false);
    const wait = setTimeout(() => setShown(true), QUIET);
    return () => clearTimeout(wait);
  }, [fine]);
  return (
    <div role="status" class="connection-slot">
      {shown && !fine && <div class="connection"><span class="spinner" />{t(state === 'offline' ? 'connection.offline' : 'connection.reconnecting')}</div>}
    </div>
  );
}
