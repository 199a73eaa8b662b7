import { useState } from 'preact/hooks';
import type { Summary } from '../hub/model';
import { t } from '../i18n/translate';
import { act } from '../timeline/actions';
import { Dialog } from '../ui/Dialog';
import { SelectField, TextField } from '../ui/Field';
import { tell } from '../ui/toasts';

const KINDS = ['name', 'phone', 'email'] as const;
type Kind = (typeof KINDS)[number];

/** Notes who the citizen says to be; a claim until the citizen proves it. */
export function IdentifyDialog({ summary, onClose }: { summary: Summary; onClose: () => void }) {
  const [kind, setKind] = useState<Kind>(summary.citizenName ? 'phone' : 'name');
  const [value, setValue] = useState('');
  const [name, setName] = useState(summary.citizenName ?? '');
  const submit = async () => {
    const command = { kind, value: value.trim(), ...(kind !== 'name' && name.trim() && name.trim() !== summary.citizenName ? { name: name.trim() } : {}) };
    if (!(await act('identify', summary.id, command))) return;
    tell(t('done.identified'));
    onClose();
  };
  return (
    <Dialog title={t('identify.title')} onClose={onClose} onSubmit={() => void submit()}
      foot={<><button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button><button type="submit" class="button primary">{t('act.save')}</button></>}>
      <p class="muted">{t('identify.help')}</p>
      <SelectField label={t('identify.kind')} value={kind} onValue={setKind} options={KINDS.map((one) => ({ value: one, label: t(`identity.${one}`) }))} />
      <TextField label={t(`identity.${kind}`)} type={kind === 'phone' ? 'tel' : kind === 'email' ? 'email' : 'text'} required maxLength={200} autocomplete="off" value={value} onValue={setValue} />
      {kind !== 'name' && <TextField label={t('identity.name')} maxLength={100} autocomplete="off" value={name} onValue={setName} />}
    </Dialog>
  );
}
