import { hasOlder } from '@contacthub/client';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/translate';
import { Icon } from '../ui/Icon';
import { Empty, Loading } from '../ui/pieces';
import { textOf } from '../ui/errorText';
import type { OpenConversation } from './conversation';
import { RowView } from './RowView';
import { rowsOf } from './rows';

/** Within this many pixels of the end the timeline follows what comes. */
const NEAR_END = 80;

/** A conversation's timeline: follows what comes while at its end, fetches older pages at its top, and keeps the place otherwise. */
export function Timeline({ open, reads }: { open: OpenConversation; reads: boolean }) {
  const state = open.state.value;
  const failure = open.failure.value;
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const shown = useRef({ height: 0, first: 0, last: 0 });
  const [seen, setSeen] = useState(0);
  const rows = useMemo(() => rowsOf(state, open.isNote), [state, open]);
  const first = state.entries[0]?.seq ?? 0;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const before = shown.current;
    if (atEnd) element.scrollTop = element.scrollHeight;
    else if (first < before.first) element.scrollTop += element.scrollHeight - before.height;
    shown.current = { height: element.scrollHeight, first, last: state.lastSeq };
  }, [rows, state.typing.length]);

  useEffect(() => {
    if (atEnd) setSeen(state.lastSeq);
    const read = () => { if (reads && atEnd && !document.hidden && document.hasFocus()) open.markRead(); };
    read();
    addEventListener('focus', read);
    return () => removeEventListener('focus', read);
  }, [atEnd, reads, state.lastSeq]);

  const onScroll = () => {
    const element = box.current!;
    setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END);
    if (element.scrollTop < 400) void open.older();
  };
  const toEnd = () => {
    box.current!.scrollTop = box.current!.scrollHeight;
    setAtEnd(true);
  };

  if (failure && state.entries.length === 0) return <Empty icon="warning" title={t('timeline.cannotShow')}>{textOf(failure)}</Empty>;
  if (state.entries.length === 0 && state.summary === null) return <Loading label={t('timeline.loading')} />;
  const fresh = state.entries.filter((event) => event.seq > seen && event.kind === 'messagePosted').length;
  const typing = state.typing.filter((one) => one.by.kind === 'citizen');
  return (
    <div class="tl-frame">
      {/* Reachable by Tab, so that the keyboard can scroll it. */}
      <div class="tl" ref={box} onScroll={onScroll} role="log" aria-label={t('timeline.title')} aria-live="polite" tabIndex={0}>
        {hasOlder(state) && <div class="tl-older"><span class="spinner" /></div>}
        <ol>{rows.map((row) => <RowView key={row.key} row={row} open={open} />)}</ol>
        {typing.length > 0 && <p class="tl-typing"><span class="dots" aria-hidden="true"><i /><i /><i /></span>{t('timeline.typing', { name: typing[0]!.by.name ?? t('actor.citizen') })}</p>}
      </div>
      {!atEnd && (
        <button type="button" class="button tl-newest" onClick={toEnd}>
          <Icon name="down" />{fresh > 0 ? t('timeline.fresh', { n: fresh }) : t('timeline.newest')}
        </button>
      )}
    </div>
  );
}
