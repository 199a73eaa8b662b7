import { useMemo, useState } from 'preact/hooks';
import { go, route } from '../../app/route';
import { minute } from '../../app/clock';
import { ask } from '../../http/http';
import { departmentOf } from '../../hub/departments';
import { count } from '../../i18n/format';
import { language } from '../../i18n/language';
import { local, t } from '../../i18n/translate';
import { Icon } from '../../ui/Icon';
import { Empty } from '../../ui/pieces';
import { attempt, tell } from '../../ui/toasts';
import { AdminPage } from '../AdminPage';
import type { FaqEntry } from '../model';
import { slug } from '../slug';
import { useList, withItem } from '../useList';
import { blankEntry, isoDay, questionOf, searchFaq, standing } from './faq';
import { FaqEditor } from './FaqEditor';
import { TryBox } from './TryBox';

const path = (id: string) => `/api/admin/faq/${id}`;
const NEW = 'new!';

/** What the bot knows: search, edit, try; every change takes effect at once. */
export function FaqPage() {
  const { items, setItems, failure, load } = useList<FaqEntry>('/api/admin/faq');
  const [words, setWords] = useState('');
  const [category, setCategory] = useState('');
  const all = items ?? [];
  const shown = useMemo(() => searchFaq(all, words, category), [items, words, category]);
  const categories = useMemo(() => [...new Set(all.map((entry) => entry.category))].sort((a, b) => a.localeCompare(b, 'tr')), [items]);
  const openId = route.value.page === 'faq' ? route.value.item : null;
  const entry = openId === NEW ? blankEntry(NEW, category, null) : all.find((one) => one.id === openId);
  const today = isoDay(minute.value);
  const openEntry = (item: string | null) => go({ page: 'faq', item });

  const save = async (edited: FaqEntry) => {
    const id = edited.id === NEW ? slug(questionOf(edited, 'tr'), (taken) => all.some((one) => one.id === taken)) : edited.id;
    const stored = await ask<FaqEntry>('PUT', path(id), { ...edited, id });
    setItems(withItem(all, stored));
    openEntry(stored.id);
    tell(t('faq.saved'));
  };
  const remove = (gone: FaqEntry) => attempt(async () => {
    await ask('DELETE', path(gone.id));
    setItems(all.filter((one) => one.id !== gone.id));
    openEntry(null);
    tell(t('done.deleted', { name: questionOf(gone, language.value) }), { label: t('act.undo'), run: () => void attempt(async () => { await ask('PUT', path(gone.id), gone); await load(); }) });
  });
  return (
    <AdminPage title={t('page.faq')} lead={t('faq.lead', { n: count(all.length) })} failure={failure} loading={!items} onRetry={() => void load()}
      actions={<button type="button" class="button primary" onClick={() => openEntry(NEW)}><Icon name="plus" />{t('faq.new')}</button>}>
      <div class={`faq ${entry ? 'has-open' : ''}`}>
        <section class="card faq-list" aria-label={t('faq.entries')}>
          <div class="faq-filters">
            <div class="search"><Icon name="search" /><input type="search" class="input" placeholder={t('faq.search')} aria-label={t('faq.search')} value={words} onInput={(event) => setWords(event.currentTarget.value)} /></div>
            <select class="input" aria-label={t('faq.category')} value={category} onChange={(event) => setCategory(event.currentTarget.value)}>
              <option value="">{t('faq.everyCategory')}</option>
              {categories.map((one) => <option key={one} value={one}>{one}</option>)}
            </select>
          </div>
          <ul>
            {shown.map((one) => {
              const state = standing(one, today);
              const department = departmentOf(one.departmentId);
              return (
                <li key={one.id}>
                  <button type="button" class="faq-row" aria-current={one.id === openId} onClick={() => openEntry(one.id)}>
                    <span class="faq-question">{questionOf(one, language.value)}</span>
                    <span class="row wrap"><span class="muted small">{one.category}{department ? ` · ${local(department.name)}` : ''}</span>{state !== 'live' && <span class="chip warn">{t(`faq.${state}`)}</span>}</span>
                  </button>
                </li>
              );
            })}
            {shown.length === 0 && <li><Empty icon="search" title={t('list.nothingFound')} /></li>}
          </ul>
        </section>
        <div class="faq-side">
          <TryBox questionFor={(id) => { const found = all.find((one) => one.id === id); return found ? questionOf(found, language.value) : id; }} onOpen={openEntry} />
          {entry && <FaqEditor key={entry.id} entry={entry} fresh={openId === NEW} categories={categories} onSave={save} onRemove={() => void remove(entry)} onClose={() => openEntry(null)} />}
        </div>
      </div>
    </AdminPage>
  );
}
