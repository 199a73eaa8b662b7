import { useState } from 'preact/hooks';
import { mergeInto } from '../citizen/Merges';
import type { Summary } from '../hub/model';
import { t } from '../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/Field';

/** Makes a conversation, named by its number, a part of the open one. */
export function MergeDialog({ summary, onClose }: { summary: Summary; onClose: () => void }) {
  const [number, setNumber] = useState('');
  const [samePerson, setSamePerson] = useState(true);
  const submit = async () => {
    if (await mergeInto(summary.id, Number(number.replace(/\D/g, '')), samePerson)) onClose();
  };
  return (
    <Dialog title={t('merge.title')} onClose={onClose} onSubmit={() => void submit()}
      foot={<><button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button><button type="submit" class="button primary">{t('merge.act')}</button></>}>
      <p class="muted">{t('merge.help')}</p>
      <TextField label={t('merge.number')} required maxLength={12} autocomplete="off" value={number} onValue={setNumber} />
      <label class="row"><input type="checkbox" checked={samePerson} onChange={(event) => setSamePerson(event.currentTarget.checked)} />{t('merge.samePerson')}</label>
    </Dialog>
  );
}
