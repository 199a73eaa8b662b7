import { useState } from 'preact/hooks';
import { t } from '../../i18n/translate';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import { textOf } from '../../ui/errorText';
import type { DepartmentRecord } from '../model';
import { slug } from '../slug';

/** Edits one department. */
export function DepartmentDialog({ department, fresh, taken, onClose, onSave }: {
  department: DepartmentRecord; fresh: boolean; taken: readonly string[]; onClose: () => void; onSave: (department: DepartmentRecord) => Promise<void>;
}) {
  const [draft, setDraft] = useState(department);
  const [error, setError] = useState<string | null>(null);
  const submit = () => {
    const name = { tr: draft.name.tr.trim(), en: draft.name.en.trim() || draft.name.tr.trim() };
    onSave({ ...draft, name, id: fresh ? slug(name.tr, (id) => taken.includes(id)) : draft.id }).catch((thrown: unknown) => setError(textOf(thrown)));
  };
  return (
    <Dialog title={t(fresh ? 'departments.new' : 'departments.edit')} onClose={onClose} onSubmit={submit}
      foot={<><button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button><button type="submit" class="button primary">{t('act.save')}</button></>}>
      {error && <p class="form-error" role="alert">{error}</p>}
      <TextField label={t('field.nameTr')} required maxLength={80} value={draft.name.tr} onValue={(tr) => setDraft({ ...draft, name: { ...draft.name, tr } })} />
      <TextField label={t('field.nameEn')} maxLength={80} value={draft.name.en} onValue={(en) => setDraft({ ...draft, name: { ...draft.name, en } })} />
      <TextField label={t('field.color')} type="color" value={draft.color} onValue={(color) => setDraft({ ...draft, color })} />
    </Dialog>
  );
}
