import { useState } from 'preact/hooks';
import { list } from '../../http/http';
import { moment } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import { t, type TextKey } from '../../i18n/translate';
import { Empty } from '../../ui/pieces';
import { attempt } from '../../ui/toasts';
import { AdminPage } from '../AdminPage';
import type { AuditEntry } from '../model';
import { detailText } from './detail';
import { useList } from '../useList';

const PAGE = 100;

/** An action in words; one that is not known here as the hub names it. */
const actionName = (action: string) => (`audit.${action}` in texts ? t(`audit.${action}` as TextKey) : action);

/** Who changed and who saw what, newest first. */
export function AuditPage() {
  const { items, setItems, failure, load } = useList<AuditEntry>('/api/admin/audit');
  const [complete, setComplete] = useState(false);
  const all = items ?? [];
  const more = () => attempt(async () => {
    const page = await list<AuditEntry>(`/api/admin/audit?before=${all.at(-1)!.id}`);
    setItems([...all, ...page]);
    setComplete(page.length < PAGE);
  });
  return (
    <AdminPage title={t('page.audit')} lead={t('audit.lead')} failure={failure} loading={!items} onRetry={() => void load()}>
      <div class="card table-box" tabIndex={0} role="group" aria-label={t('page.audit')}>
        <table>
          <thead><tr><th>{t('audit.at')}</th><th>{t('audit.actor')}</th><th>{t('audit.action')}</th><th>{t('audit.target')}</th><th>{t('audit.detail')}</th></tr></thead>
          <tbody>
            {all.map((entry) => (
              <tr key={entry.id}><td class="num nowrap small">{moment(entry.at)}</td><td>{entry.actor}</td><td class="nowrap">{actionName(entry.action)}</td><td>{entry.target}</td><td class="small muted">{detailText(entry.detail)}</td></tr>
            ))}
          </tbody>
        </table>
        {all.length === 0 && <Empty icon="history" title={t('audit.empty')} />}
        {!complete && all.length >= PAGE && <p class="row center pad"><button type="button" class="button" onClick={() => void more()}>{t('list.more')}</button></p>}
      </div>
    </AdminPage>
  );
}
