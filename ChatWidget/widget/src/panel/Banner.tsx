import { useEffect, useState } from 'preact/hooks';
import { usePanel } from './context.ts';
import { Icon } from './icons.tsx';

/** Short interruptions mend themselves unseen. Milliseconds. */
const patience = 2_000;
/** How long a failure stays in sight that is not one of a message. Milliseconds. */
const failureShown = 6_000;

/** Says so when there has been no connection for a while, or when something other than a message failed. */
export function Banner() {
  const { chat, t } = usePanel();
  const { state, error } = chat.connection;
  const lost = state === 'connecting' || state === 'reconnecting' || state === 'offline';
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!lost) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), patience);
    return () => clearTimeout(timer);
  }, [lost]);

  const [failed, setFailed] = useState(false);
  useEffect(() => chat.onError(() => setFailed(true)), [chat]);
  useEffect(() => {
    if (!failed) return;
    const timer = setTimeout(() => setFailed(false), failureShown);
    return () => clearTimeout(timer);
  }, [failed]);

  const text = error?.code === 'tooManyConnections' ? t('tooManyTabs')
    : t(state === 'offline' ? 'offline' : state === 'connecting' ? 'connecting' : 'reconnecting');
  return (
    <div role="status" class="banner-place">
      {lost && shown && (
        <div class="banner">
          <Icon name="offline" />
          <span>{text}</span>
          {state === 'reconnecting' && <button type="button" class="link" onClick={() => chat.connection.hint('visible')}>{t('retryNow')}</button>}
        </div>
      )}
      {failed && !lost && <div class="banner"><Icon name="alert" /><span>{t('failFault')}</span></div>}
    </div>
  );
}
