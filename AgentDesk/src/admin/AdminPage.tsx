import type { ComponentChildren } from 'preact';
import { t } from '../i18n/translate';
import { Empty, Loading } from '../ui/pieces';

/** The frame of an administration page: title, what it is for, actions, and its content or why there is none yet. */
export function AdminPage({ title, lead, actions, failure, loading, onRetry, children }: {
  title: string; lead: string; actions?: ComponentChildren; failure?: string | null; loading?: boolean; onRetry?: () => void; children: ComponentChildren;
}) {
  return (
    <div class="admin" tabIndex={0} role="region" aria-label={title}>
      <header class="admin-head">
        <div class="grow"><h1>{title}</h1><p class="muted">{lead}</p></div>
        <div class="row wrap">{actions}</div>
      </header>
      {failure ? <div class="stack"><Empty icon="warning" title={t('error.cannotLoad')}>{failure}</Empty>{onRetry && <p class="row center"><button type="button" class="button" onClick={onRetry}>{t('act.retry')}</button></p>}</div>
        : loading ? <Loading /> : children}
    </div>
  );
}
