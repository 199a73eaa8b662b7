import { emptyTimeline, parsePage, type EventOf } from '@contacthub/client';
import { useState } from 'preact/hooks';
import { hrefOf } from '../app/route';
import { call } from '../hub/connection';
import { t } from '../i18n/translate';
import { tellError } from '../ui/toasts';
import type { OpenConversation } from './conversation';
import { RowView } from './RowView';
import { rowsOf, type Row } from './rows';

/** The newest entries that a part shows in place; the rest is behind its link. */
const SHOWN = 200;

/** Under the line that tells of a merge: what was said in the other conversation, to be read in place, and the way there. */
export function MergedPart({ event, open }: { event: EventOf<'conversationsMerged'>; open: OpenConversation }) {
  const [rows, setRows] = useState<readonly Row[] | null>(null);
  const { role, sourceId, sourceNumber, targetId, targetNumber } = event.data;
  const [id, number] = role === 'target' ? [sourceId, sourceNumber] : [targetId, targetNumber];
  const show = async (shown: boolean) => {
    if (!shown || rows) return;
    try {
      const { entries } = parsePage({ gap: false, ...(await call<object>('page', id, Number.MAX_SAFE_INTEGER, SHOWN)) });
      setRows(rowsOf({ ...emptyTimeline, entries }, () => false));
    } catch (thrown) {
      tellError(thrown);
    }
  };
  return (
    <div class="tl-part">
      <a href={hrefOf({ page: 'desk', list: 'all', conversation: id })}>{t('merge.goTo', { number })}</a>
      {role === 'target' && (
        <details onToggle={(toggled) => void show(toggled.currentTarget.open)}>
          <summary>{t('merge.show', { number })}</summary>
          {rows && <ol>{rows.map((row) => <RowView key={row.key} row={row} open={open} conversationId={id} />)}</ol>}
        </details>
      )}
    </div>
  );
}
