import { useState } from 'preact/hooks';
import { readOnly } from '../account/session';
import { AdminPage } from '../admin/AdminPage';
import { useList } from '../admin/useList';
import { now } from '../app/clock';
import { go, hrefOf } from '../app/route';
import { query } from '../http/http';
import type { Summary } from '../hub/model';
import { plainDay } from '../i18n/format';
import { t } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { DepartmentChip, Empty } from '../ui/pieces';
import { tell } from '../ui/toasts';
import { CimerDialog } from './CimerDialog';
import { ImportDialog } from './ImportDialog';
import { byTerm } from './model';
import { TermChip } from './TermChip';

const address = (summary: Summary) => ({ page: 'desk' as const, list: summary.owner === 'none' ? 'resolved' as const : 'all' as const, conversation: summary.id });

/** The register of CİMER applications: what is due next stands first. */
export function CimerPage() {
  const [words, setWords] = useState('');
  const [all, setAll] = useState(false);
  const [dialog, setDialog] = useState<'new' | 'import' | null>(null);
  const { items, failure, load } = useList<Summary>(`/api/desk/cimer${query({ q: words.trim(), open: all ? null : 'true' })}`);
  return (
    <AdminPage title={t('cimer.title')} lead={t('cimer.lead')} failure={failure} loading={!items} onRetry={() => void load()} actions={!readOnly.value && <>
      <button type="button" class="button" onClick={() => setDialog('import')}>{t('cimer.import')}</button>
      <button type="button" class="button primary" onClick={() => setDialog('new')}><Icon name="plus" />{t('cimer.new')}</button>
    </>}>
      <div class="row wrap cimer-filter" role="search">
        <input type="search" class="input" placeholder={t('cimer.search')} aria-label={t('cimer.search')} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        <label class="row"><input type="checkbox" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />{t('cimer.showAll')}</label>
      </div>
      <ul class="card rows">
        {byTerm(items ?? []).map((one) => (
          <li key={one.id}>
            <a class="cimer-number num" href={hrefOf(address(one))}>{one.cimer!.number}</a>
            <span class="grow"><strong>{one.citizenName ?? t('cimer.hidden')}</strong><span class="row-text muted">{one.preview}</span></span>
            <span class="chip">{t(`cimerKind.${one.cimer!.kind}`)}</span>
            <DepartmentChip id={one.departmentId} />
            <span class="muted small num">{plainDay(one.cimer!.receivedOn)}</span>
            <TermChip file={one.cimer!} now={now.value} />
          </li>
        ))}
        {items?.length === 0 && <li><Empty icon="inbox" title={t('cimer.empty')}>{t('cimer.emptyHelp')}</Empty></li>}
      </ul>
      {dialog === 'new' && <CimerDialog onClose={() => setDialog(null)} onRecorded={(recorded) => {
        setDialog(null);
        tell(t(recorded.known ? 'cimer.wasKnown' : 'cimer.isRecorded', { number: recorded.number }), { label: t('cimer.goTo'), run: () => go({ page: 'desk', list: 'all', conversation: recorded.conversationId! }) });
        void load();
      }} />}
      {dialog === 'import' && <ImportDialog onClose={() => setDialog(null)} onDone={() => void load()} />}
    </AdminPage>
  );
}
