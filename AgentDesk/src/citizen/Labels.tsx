import { useId, useMemo, useState } from 'preact/hooks';
import { readOnly } from '../account/session';
import type { Summary } from '../hub/model';
import { t } from '../i18n/translate';
import { summaries } from '../inbox/live';
import { label } from '../timeline/actions';
import { Icon } from '../ui/Icon';

/** The labels of a conversation, with the ones used elsewhere as suggestions. */
export function Labels({ summary }: { summary: Summary }) {
  const [value, setValue] = useState('');
  const id = useId();
  const used = useMemo(() => [...new Set(summaries.value.flatMap((one) => one.labels))].sort(), [summaries.value]);
  const add = (event: Event) => {
    event.preventDefault();
    const wanted = value.trim().replace(/^#/, '');
    setValue('');
    if (wanted && !summary.labels.includes(wanted)) void label(summary.id, [wanted], []);
  };
  return (
    <div class="labels">
      {summary.labels.map((one) => (
        <span key={one} class="chip primary">{one}
          {!readOnly.value && <button type="button" aria-label={t('labels.remove', { label: one })} onClick={() => void label(summary.id, [], [one])}><Icon name="close" /></button>}
        </span>
      ))}
      {!readOnly.value && (
        <form onSubmit={add}>
          <input class="label-input" list={id} maxLength={40} value={value} placeholder={t('labels.add')} aria-label={t('labels.add')} onInput={(event) => setValue(event.currentTarget.value)} />
          <datalist id={id}>{used.filter((one) => !summary.labels.includes(one)).map((one) => <option key={one} value={one} />)}</datalist>
        </form>
      )}
    </div>
  );
}
