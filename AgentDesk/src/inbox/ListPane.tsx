import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { go, hrefOf, route } from '../app/route';
import { departments } from '../hub/departments';
import { local, t } from '../i18n/translate';
import { count } from '../i18n/format';
import { current } from '../timeline/current';
import { MailButton } from '../mail/MailButton';
import { Icon } from '../ui/Icon';
import { Empty, Loading } from '../ui/pieces';
import { ConversationRow } from './ConversationRow';
import { LISTS, neighbour } from './lists';
import { counts, inbox, summaries } from './live';
import { fetchOlder, mayHaveMore, searching } from './older';
import { currentList, currentListName, filter, foundOlder, selected } from './selection';
import { ROW_HEIGHT, windowOf } from './window';

function Tabs() {
  const open = route.value.page === 'desk' ? route.value.conversation : null;
  return (
    <nav class="list-tabs" aria-label={t('list.lists')}>
      {LISTS.map((name) => (
        <a key={name} href={hrefOf({ page: 'desk', list: name, conversation: open })} aria-current={currentListName.value === name ? 'page' : undefined}>
          <span class="count num">{name === 'resolved' ? <Icon name="check" /> : count(counts.value[name])}</span>
          <span>{t(`list.${name}`)}</span>
          {name === 'mine' && counts.value.unread > 0 && <span class="dot"><span class="visually-hidden">{t('list.unreadCount', { n: counts.value.unread })}</span></span>}
        </a>
      ))}
    </nav>
  );
}

function Filters() {
  const { words, department } = filter.value;
  return (
    <div class="list-filters" role="search">
      <div class="search">
        <Icon name="search" />
        <input id="list-search" type="search" class="input" placeholder={t('list.search')} aria-label={t('list.search')} value={words}
          onInput={(event) => (filter.value = { ...filter.value, words: event.currentTarget.value })}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()} />
      </div>
      <select class="input" aria-label={t('field.department')} value={department} onChange={(event) => (filter.value = { ...filter.value, department: event.currentTarget.value })}>
        <option value="">{t('list.everyDepartment')}</option>
        {departments.value.map((one) => <option key={one.id} value={one.id} selected={one.id === department}>{local(one.name)}</option>)}
      </select>
      <MailButton />
    </div>
  );
}

/** The lists: tabs with counters, filters, and the rows, of which only those near the view are in the page. */
export function ListPane() {
  const name = currentListName.value;
  const rows = currentList.value;
  const openId = current.value?.id ?? null;
  const box = useRef<HTMLUListElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 800 });
  const { words, department } = filter.value;
  const searches = name === 'resolved' || name === 'all';

  useEffect(() => {
    foundOlder.value = [];
    mayHaveMore.value = true;
    if (!searches || words.trim().length < 2) return;
    const wait = setTimeout(() => void fetchOlder(true, null), 300);
    return () => clearTimeout(wait);
  }, [words, department, name]);
  useLayoutEffect(() => {
    const at = rows.findIndex((row) => row.id === selected.value);
    const element = box.current;
    if (at < 0 || !element) return;
    if (at * ROW_HEIGHT < element.scrollTop) element.scrollTop = at * ROW_HEIGHT;
    else if ((at + 1) * ROW_HEIGHT > element.scrollTop + element.clientHeight) element.scrollTop = (at + 1) * ROW_HEIGHT - element.clientHeight;
  }, [selected.value]);

  const openRow = (id: string) => {
    selected.value = id;
    go({ page: 'desk', list: name, conversation: id });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -1e9, End: 1e9 }[event.key];
    if (step) selected.value = neighbour(rows, selected.value, step)?.id ?? null;
    else if (event.key === 'Enter' && selected.value) openRow(selected.value);
    else return;
    event.preventDefault();
  };
  const shown = windowOf(rows.length, scroll.top, scroll.height);
  const drawn = rows.slice(shown.from, shown.to);
  const oldestHeld = name === 'resolved' ? rows.reduce<number | null>((least, row) => Math.min(least ?? row.position, row.position), null) : null;

  return (
    <section class="lists" aria-label={t('list.title')}>
      <Tabs />
      <Filters />
      {!inbox.value ? <Loading label={t('list.loading')} /> : (
        <ul ref={box} id="conversation-list" class="conversations" role="listbox" tabIndex={0} aria-label={t(`list.${name}`)} onKeyDown={onKeyDown}
          {...(drawn.some((row) => row.id === selected.value) ? { 'aria-activedescendant': `row-${selected.value}` } : {})}
          onFocus={() => { selected.value ??= openId ?? rows[0]?.id ?? null; }}
          onScroll={(event) => setScroll({ top: event.currentTarget.scrollTop, height: event.currentTarget.clientHeight })}
          style={{ '--rows': String(rows.length) }}>
          {drawn.map((row, at) => (
            <ConversationRow key={row.id} summary={row} at={shown.from + at} of={rows.length} isOpen={row.id === openId} isSelected={row.id === selected.value} onOpen={() => openRow(row.id)} />
          ))}
        </ul>
      )}
      {inbox.value && rows.length === 0 && !searching.value && (
        <div class="list-empty"><Empty icon={words || department ? 'search' : 'inbox'} title={t(words || department ? 'list.nothingFound' : `list.empty.${name}`)}>{summaries.value.length > 0 && words ? t('list.nothingFoundHelp') : null}</Empty></div>
      )}
      {searches && inbox.value && (words.trim().length >= 2 || name === 'resolved') && mayHaveMore.value && (rows.length > 0 || searching.value) && (
        <button type="button" class="button quiet list-more" disabled={searching.value} onClick={() => void fetchOlder(false, oldestHeld)}>{t(searching.value ? 'list.searching' : 'list.more')}</button>
      )}
    </section>
  );
}
