import { useEffect, useState } from 'preact/hooks';
import { now } from '../app/clock';
import { AttachButton, AttachmentList, takingFiles, useUploads } from '../composer/Attachments';
import { ask } from '../http/http';
import { departments } from '../hub/departments';
import { local, t } from '../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { Field, SelectField, TextField } from '../ui/Field';
import { textOf } from '../ui/errorText';
import { CIMER_KINDS, dayOf, type CimerApplication, type Recorded } from './model';

/** Keys in one application from CİMER's portal. */
export function CimerDialog({ onClose, onRecorded }: { onClose: () => void; onRecorded: (recorded: Recorded) => void }) {
  const [draft, setDraft] = useState<CimerApplication>({ number: '', kind: 'request', receivedOn: dayOf(now.value), text: '' });
  const [error, setError] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const uploads = useUploads('cimer:new');
  const travelling = uploads.items.some((item) => item.isPending);
  // What belongs to an application that was not recorded belongs to no other.
  useEffect(() => () => uploads.items.forEach((item) => uploads.remove(item)), [uploads]);
  const set = (part: Partial<CimerApplication>) => setDraft({ ...draft, ...part });
  const save = async () => {
    const filled = Object.fromEntries(Object.entries(draft).map(([key, value]) => [key, value === '' ? null : value]));
    const files = uploads.items.flatMap((item) => item.result?.id ?? []);
    onRecorded(await ask<Recorded>('POST', '/api/desk/cimer', { ...filled, files }));
  };
  return (
    <Dialog title={t('cimer.new')} wide onClose={onClose} onSubmit={() => void save().catch((thrown: unknown) => setError(textOf(thrown)))}
      foot={<><button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button><button type="submit" class="button primary" disabled={travelling}>{t(travelling ? 'cimer.filesOnTheWay' : 'cimer.record')}</button></>}>
      {error && <p class="form-error" role="alert">{error}</p>}
      <div class="two">
        <TextField label={t('cimer.number')} required maxLength={40} autocomplete="off" value={draft.number ?? ''} onValue={(number) => set({ number })} />
        <SelectField label={t('cimer.kind')} value={draft.kind} options={CIMER_KINDS.map((value) => ({ value, label: t(`cimerKind.${value}`) }))} onValue={(kind) => set({ kind })} />
      </div>
      <div class="two">
        <TextField label={t('cimer.receivedOn')} type="date" required value={draft.receivedOn ?? ''} onValue={(receivedOn) => set({ receivedOn })} />
        <TextField label={t('cimer.dueOn')} hint={t('cimer.dueHint')} type="date" min={draft.receivedOn ?? undefined} value={draft.dueOn ?? ''} onValue={(dueOn) => set({ dueOn })} />
      </div>
      <div class="two">
        <TextField label={t('cimer.applicant')} hint={t('cimer.applicantHint')} maxLength={100} autocomplete="off" value={draft.applicant ?? ''} onValue={(applicant) => set({ applicant })} />
        <SelectField label={t('field.department')} value={draft.department ?? ''} options={[{ value: '', label: t('cimer.defaultDepartment') }, ...departments.value.map((one) => ({ value: one.id, label: local(one.name) }))]} onValue={(department) => set({ department })} />
      </div>
      <div class="two">
        <TextField label={t('identity.phone')} type="tel" maxLength={40} autocomplete="off" value={draft.phone ?? ''} onValue={(phone) => set({ phone })} />
        <TextField label={t('identity.email')} type="email" maxLength={254} autocomplete="off" value={draft.email ?? ''} onValue={(email) => set({ email })} />
      </div>
      <TextField label={t('cimer.subject')} maxLength={1000} autocomplete="off" value={draft.subject ?? ''} onValue={(subject) => set({ subject })} />
      <Field label={t('cimer.text')}>{(field) => <textarea class="input" {...field} rows={6} required maxLength={64_000} value={draft.text ?? ''} onInput={(event) => set({ text: event.currentTarget.value })} />}</Field>
      <div class={`cimer-files ${over ? 'drop' : ''}`} role="group" aria-label={t('cimer.files')} {...takingFiles(uploads, true, setOver)}>
        <div class="cimer-files-head"><span>{t('cimer.files')}</span><AttachButton uploads={uploads} /></div>
        <p class="small muted">{t('cimer.filesHint')}</p>
        <AttachmentList uploads={uploads} />
      </div>
    </Dialog>
  );
}
