import { useId, useState } from 'preact/hooks';
import { departments } from '../../hub/departments';
import { local, t } from '../../i18n/translate';
import { Field, SelectField, TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { textOf } from '../../ui/errorText';
import type { FaqEntry } from '../model';
import { tidy } from './faq';
import { Wordings } from './Wordings';

/** Edits one entry of what the bot knows. */
export function FaqEditor({ entry, fresh, categories, onSave, onRemove, onClose }: {
  entry: FaqEntry; fresh: boolean; categories: readonly string[]; onSave: (entry: FaqEntry) => Promise<void>; onRemove: () => void; onClose: () => void;
}) {
  const [draft, setDraft] = useState(entry);
  const [error, setError] = useState<string | null>(null);
  const id = useId();
  const set = (part: Partial<FaqEntry>) => setDraft({ ...draft, ...part });
  const submit = (event: Event) => {
    event.preventDefault();
    setError(null);
    onSave(tidy(draft)).catch((thrown: unknown) => setError(textOf(thrown)));
  };
  const answer = (language: 'tr' | 'en' | 'ar', required: boolean) => (
    <Field label={t(`faq.answer.${language}`)}>
      {(field) => <textarea class="input" lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'} {...field} rows={5} maxLength={2000} required={required} value={draft.answers[language] ?? ''} onInput={(event) => set({ answers: { ...draft.answers, [language]: event.currentTarget.value } })} />}
    </Field>
  );
  return (
    <form class="card pad stack faq-editor" onSubmit={submit} aria-label={t(fresh ? 'faq.new' : 'faq.edit')}>
      <div class="row">
        <h2 class="grow">{t(fresh ? 'faq.new' : 'faq.edit')}</h2>
        <label class="check switch"><input type="checkbox" role="switch" checked={draft.enabled} onChange={(event) => set({ enabled: event.currentTarget.checked })} />{t('faq.enabled')}</label>
        <button type="button" class="button quiet icon-only" aria-label={t('act.close')} onClick={onClose}><Icon name="close" /></button>
      </div>
      {error && <p class="form-error" role="alert">{error}</p>}
      <Wordings wordings={draft.wordings} onChange={(wordings) => set({ wordings })} />
      <div class="two">{answer('tr', true)}{answer('en', false)}</div>
      <details class="disclosure" open={!!draft.answers.ar}><summary>{t('faq.answer.ar')}</summary>{answer('ar', false)}</details>
      <p class="muted small">{t('faq.markdown')}</p>
      <div class="two">
        <TextField label={t('faq.category')} required maxLength={60} list={id} value={draft.category} onValue={(category) => set({ category })} />
        <datalist id={id}>{categories.map((one) => <option key={one} value={one} />)}</datalist>
        <SelectField label={t('field.department')} value={draft.departmentId ?? ''} onValue={(value) => set({ departmentId: value || null })} options={[{ value: '', label: t('department.none') }, ...departments.value.map((one) => ({ value: one.id, label: local(one.name) }))]} />
      </div>
      <div class="four">
        <TextField label={t('faq.validFrom')} type="date" value={draft.validFrom ?? ''} onValue={(value) => set({ validFrom: value || null })} />
        <TextField label={t('faq.validTo')} type="date" min={draft.validFrom ?? undefined} value={draft.validTo ?? ''} onValue={(value) => set({ validTo: value || null })} />
        <TextField label={t('faq.reviewedAt')} type="date" value={draft.reviewedAt ?? ''} onValue={(value) => set({ reviewedAt: value || null })} />
        <TextField label={t('faq.owner')} maxLength={80} value={draft.owner ?? ''} onValue={(owner) => set({ owner })} />
      </div>
      <div class="row end wrap">
        {!fresh && <button type="button" class="button quiet danger" onClick={onRemove}><Icon name="trash" />{t('act.delete')}</button>}
        <span class="grow" />
        <button type="submit" class="button primary" disabled={!fresh && draft === entry}>{t('act.save')}</button>
      </div>
    </form>
  );
}
