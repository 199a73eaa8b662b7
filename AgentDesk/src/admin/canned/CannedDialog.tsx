import { newClientId } from '@contacthub/client';
import { useState } from 'preact/hooks';
import { departments } from '../../hub/departments';
import type { Canned } from '../../hub/model';
import { local, t } from '../../i18n/translate';
import { Dialog } from '../../ui/Dialog';
import { Field, SelectField, TextField } from '../../ui/Field';
import { textOf } from '../../ui/errorText';

/** Makes or edits one canned answer. Only supervisors choose for whom it is; everybody else's are their own. */
export function CannedDialog({ canned, chief, onClose, onSave }: { canned: Canned | null; chief: boolean; onClose: () => void; onSave: (canned: Canned) => Promise<void> }) {
  const [draft, setDraft] = useState<Canned>(canned ?? { id: newClientId(), shortcut: '', title: '', text: '', departmentId: null, language: null });
  const [error, setError] = useState<string | null>(null);
  const set = (part: Partial<Canned>) => setDraft({ ...draft, ...part });
  const scopes = [{ value: '', label: t('canned.own') }, { value: '*', label: t('canned.forAll') }, ...departments.value.map((one) => ({ value: one.id, label: local(one.name) }))];
  return (
    <Dialog title={t(canned ? 'canned.edit' : 'canned.new')} onClose={onClose} onSubmit={() => void onSave(draft).catch((thrown: unknown) => setError(textOf(thrown)))}
      foot={<><button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button><button type="submit" class="button primary">{t('act.save')}</button></>}>
      {error && <p class="form-error" role="alert">{error}</p>}
      <div class="two">
        <TextField label={t('canned.shortcut')} hint={t('canned.shortcutHint')} required pattern="[a-z0-9\-]{1,32}" maxLength={32} value={draft.shortcut} onValue={(shortcut) => set({ shortcut })} />
        <TextField label={t('canned.name')} required maxLength={80} value={draft.title} onValue={(title) => set({ title })} />
      </div>
      <Field label={t('canned.text')} hint={t('canned.textHint', { citizen: '{citizen}', agent: '{agent}', number: '{number}' })}>
        {(field) => <textarea class="input" {...field} rows={5} required maxLength={2000} value={draft.text} onInput={(event) => set({ text: event.currentTarget.value })} />}
      </Field>
      <div class="two">
        {chief && <SelectField label={t('canned.scope')} value={draft.departmentId ?? ''} options={scopes} onValue={(value) => set({ departmentId: value || null })} />}
        <SelectField label={t('field.language')} value={draft.language ?? ''} options={[{ value: '', label: t('language.any') }, ...(['tr', 'en', 'ar'] as const).map((one) => ({ value: one as string, label: t(`language.${one}`) }))]} onValue={(value) => set({ language: value || null })} />
      </div>
    </Dialog>
  );
}
