import type { CardField } from '@contacthub/client';
import { longest } from './limits.ts';

interface Props {
  readonly field: CardField;
  readonly id: string;
  readonly value: string;
  /** What is wrong with the value; null while nothing is, or nobody has tried to send it. */
  readonly error: string | null;
  /** The word for what must be filled in. */
  readonly required: string;
  readonly onValue: (value: string) => void;
}

/** One field with its label and what is wrong with it. */
export function FieldControl({ field, id, value, error, required, onValue }: Props) {
  const told = { 'aria-invalid': error !== null, 'aria-describedby': error === null ? undefined : `${id}-error`, 'aria-required': field.isRequired };
  const mark = field.isRequired && <span class="card-required"> ({required})</span>;
  const problem = error !== null && <span id={`${id}-error`} class="hint hint-bad" role="alert">{error}</span>;
  if (field.kind === 'toggle') {
    const [on, off] = [field.choices[0]?.value ?? 'true', field.choices[1]?.value ?? 'false'];
    return (
      <div class="card-field" data-field>
        <label class="card-check"><input type="checkbox" {...told} checked={value === on} onChange={event => onValue(event.currentTarget.checked ? on : off)} /><span dir="auto">{field.label}{mark}</span></label>
        {problem}
      </div>
    );
  }
  if (field.kind === 'choices') {
    const chosen = value === '' ? [] : value.split(',');
    const turn = (one: string, isOn: boolean) => onValue(field.choices.map(choice => choice.value).filter(each => each === one ? isOn : chosen.includes(each)).join());
    return (
      <fieldset class="card-field" data-field aria-describedby={told['aria-describedby']}>
        <legend dir="auto">{field.label}{mark}</legend>
        {field.choices.map(choice => (
          <label key={choice.value} class="card-check"><input type="checkbox" checked={chosen.includes(choice.value)} onChange={event => turn(choice.value, event.currentTarget.checked)} /><span dir="auto">{choice.title}</span></label>
        ))}
        {problem}
      </fieldset>
    );
  }
  const common = { id, ...told, value, dir: 'auto' as const };
  const hint = field.placeholder ?? undefined;
  return (
    <div class="card-field" data-field>
      <label for={id} dir="auto">{field.label}{mark}</label>
      {field.kind === 'choice'
        ? <select {...common} onChange={event => onValue(event.currentTarget.value)}><option value="">{hint ?? '–'}</option>{field.choices.map(choice => <option key={choice.value} value={choice.value}>{choice.title}</option>)}</select>
        : field.kind === 'lines'
          ? <textarea {...common} rows={3} placeholder={hint} maxLength={field.maxLength ?? longest} onInput={event => onValue(event.currentTarget.value)} />
          : <input {...common} {...typeOf(field)} placeholder={hint} maxLength={field.maxLength ?? 200} min={field.min ?? undefined} max={field.max ?? undefined} onInput={event => onValue(event.currentTarget.value)} />}
      {problem}
    </div>
  );
}

/** A number is typed as text: a browser keeps to itself what it does not take for one, and nobody could say what is wrong. */
function typeOf({ kind }: CardField) {
  if (kind === 'date') return { type: 'date' } as const;
  if (kind === 'time') return { type: 'time' } as const;
  return kind === 'number' ? { type: 'text', inputMode: 'decimal' } as const : { type: 'text' } as const;
}
