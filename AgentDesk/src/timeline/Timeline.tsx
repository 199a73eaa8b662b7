import { hasOlder } from '@contacthub/client';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { t } from '../i18n/translate';
import { textOf } from '../ui/errorText';
import { Icon } from '../ui/Icon';
import { Empty, Loading } from '../ui/pieces';
import type { OpenConversation } from './conversation';
import { RowView } from './RowView';
import { rowsOf } from './rows';
import { useEnd } from './useEnd';

/** So near to the top, in pixels, the next older page is fetched. */
const NEAR_TOP = 400;
/** What counts as new when it comes in below. */
const FRESH: ReadonlySet<string> = new Set(['messagePosted', 'emailReceived', 'emailSent', 'callRang']);

/** A conversation's timeline: follows what comes while at its end, fetches older pages at its top, and keeps the place otherwise. */
export function Timeline({ open, reads }: { open: OpenConversation; reads: boolean }) {
  const state = open.state.value;
  const failure = open.failure.value;
  const rows = useMemo(() => rowsOf(state, open.isNote), [state, open]);
  const { attach, atEnd, follow, toEnd } = useEnd(state.entries[0]?.seq ?? 0, state);
  const [seen, setSeen] = useState(0);

  useEffect(() => {
    if (atEnd) setSeen(state.lastSeq);
    const read = () => { if (reads && atEnd && !document.hidden && document.hasFocus()) open.markRead(); };
    read();
    addEventListener('focus', read);
    return () => removeEventListener('focus', read);
  }, [atEnd, reads, state.lastSeq]);

  if (failure && state.entries.length === 0) return <Empty icon="warning" title={t('timeline.cannotShow')}>{textOf(failure)}</Empty>;
  if (state.entries.length === 0 && state.summary === null) return <Loading label={t('timeline.loading')} />;
  const fresh = state.entries.filter((event) => event.seq > seen && FRESH.has(event.kind)).length;
  const typing = state.typing.filter((one) => one.by.kind === 'citizen');
  const onScroll = (event: { currentTarget: HTMLDivElement }) => {
    follow();
    if (event.currentTarget.scrollTop < NEAR_TOP) void open.older();
  };
  return (
    <div class="tl-frame">
      {/* Reachable by Tab, so that the keyboard can scroll it. */}
      <div class="tl" ref={attach} onScroll={onScroll} role="log" aria-label={t('timeline.title')} aria-live="polite" tabIndex={0}>
        {hasOlder(state) && <div class="tl-older"><span class="spinner" /></div>}
        <ol>{rows.map((row) => <RowView key={row.key} row={row} open={open} />)}</ol>
        {typing.length > 0 && <p class="tl-typing"><span class="dots" aria-hidden="true"><i /><i /><i /></span>{t('timeline.typing', { name: typing[0]!.by.name ?? state.summary?.citizenName ?? t('actor.citizen') })}</p>}
      </div>
      {!atEnd && (
        <button type="button" class="button tl-newest" onClick={toEnd}>
          <Icon name="down" />{fresh > 0 ? t('timeline.fresh', { n: fresh }) : t('timeline.newest')}
        </button>
      )}
    </div>
  );
}
