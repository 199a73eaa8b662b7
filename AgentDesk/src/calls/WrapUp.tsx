import { useId, useState } from 'preact/hooks';
import { t } from '../i18n/translate';
import { callNotes, extendWrapUp, finishCall, phone, writeCallNote } from './live';
import type { Call } from './model';

/** Where a call is written down: a note, what it came to, and more time or the end. What is written stays until it is saved. */
export function WrapUp({ call }: { call: Call }) {
  const [labels, setLabels] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const text = callNotes.value.get(call.callId) ?? '';
  const isOver = call.state === 'wrapUp';
  const finish = async () => {
    if (busy) return;
    setBusy(true);
    await finishCall(call, labels);
    setBusy(false);
  };
  const toggle = (label: string) => setLabels(labels.includes(label) ? labels.filter((one) => one !== label) : [...labels, label]);
  return (
    <form class="wrap-up" onSubmit={(event) => { event.preventDefault(); if (isOver) void finish(); }}>
      <label class="visually-hidden" for={id}>{t('wrapUp.noteLabel')}</label>
      <textarea id={id} class="input" rows={2} maxLength={4000} placeholder={t('wrapUp.placeholder')} value={text}
        onInput={(event) => writeCallNote(call.callId, event.currentTarget.value)} />
      {isOver && (
        <div class="row wrap">
          {phone.value.outcomes.length > 0 && (
            <span class="row wrap" role="group" aria-label={t('wrapUp.outcome')}>
              {phone.value.outcomes.map((label) => (
                <button key={label} type="button" class={`chip-button ${labels.includes(label) ? 'on' : ''}`} aria-pressed={labels.includes(label)} onClick={() => toggle(label)}>{label}</button>
              ))}
            </span>
          )}
          <span class="grow" />
          {call.until && <button type="button" class="button small" onClick={() => void extendWrapUp(call)}>{t('wrapUp.more')}</button>}
          <button type="submit" class="button primary small" disabled={busy}>{t(text.trim() || labels.length > 0 ? 'wrapUp.save' : 'wrapUp.done')}</button>
        </div>
      )}
    </form>
  );
}
