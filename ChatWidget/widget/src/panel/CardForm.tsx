import type { CardField, CardForm as Form, MessageOption } from '@contacthub/client';
import { useId, useRef, useState } from 'preact/hooks';
import { cardWords, type CardWord } from '../i18n/cardWords.ts';
import { CardButton, type Choose } from './CardButton.tsx';
import { usePanel } from './context.ts';
import { FieldControl } from './FieldControl.tsx';

type Values = Readonly<Record<string, string>>;

interface Props {
  readonly form: Form;
  readonly buttons: readonly MessageOption[];
  readonly onChoose: Choose | null;
}

/** What is to be filled in on a card, and its buttons. What was sent can be sent again once something of it is changed. */
export function CardForm({ form: { fields, submits }, buttons, onChoose }: Props) {
  const { language } = usePanel();
  const words = cardWords[language];
  const prefix = useId();
  const place = useRef<HTMLFormElement>(null);
  const isSubmit = (button: MessageOption) => submits.includes(button.id);
  const [values, setValues] = useState<Values>(() => Object.fromEntries(fields.map(field => [field.id, firstValue(field)])));
  const [shown, setShown] = useState(false);
  const [sent, setSent] = useState<MessageOption | null>(null);

  const set = (field: CardField, value: string) => {
    setValues(before => ({ ...before, [field.id]: value }));
    setSent(null);
  };
  const submit = (button: MessageOption) => {
    const wrong = fields.findIndex(field => fault(field, values[field.id]!) !== null);
    setShown(wrong >= 0);
    if (wrong >= 0) {
      place.current?.querySelectorAll<HTMLElement>('[data-field]')[wrong]?.querySelector<HTMLElement>('input, select, textarea')?.focus();
      return;
    }
    onChoose?.(button, values);
    setSent(button);
  };
  const first = buttons.find(isSubmit);
  return (
    <form ref={place} class="card-form" noValidate onSubmit={event => { event.preventDefault(); if (first && onChoose && !sent) submit(first); }}>
      <fieldset disabled={!onChoose}>
        {fields.map((field, index) => {
          const word = shown ? fault(field, values[field.id]!) : null;
          const error = word && (field.error ?? words[word]);
          return <FieldControl key={field.id} field={field} id={`${prefix}-${index}`} value={values[field.id]!} error={error} required={words.required} onValue={value => set(field, value)} />;
        })}
      </fieldset>
      <div class="card-buttons">
        {buttons.map(button => isSubmit(button)
          ? <button key={button.id} type={button === first ? 'submit' : 'button'} class="card-button" dir="auto" disabled={!onChoose || sent !== null} onClick={button === first ? undefined : () => submit(button)}>{button.text}</button>
          : <CardButton key={button.id} button={button} onChoose={onChoose} />)}
      </div>
      <p class="card-sent" role="status">{sent && words.sent}</p>
    </form>
  );
}

/** What a toggle means when it is on, and off. */
const onOf = (field: CardField): string => field.choices[0]?.value ?? 'true';
const offOf = (field: CardField): string => field.choices[1]?.value ?? 'false';

function firstValue(field: CardField): string {
  if (field.kind === 'toggle') return field.value === onOf(field) ? onOf(field) : offOf(field);
  return field.value ?? '';
}

/** What is wrong with a value; the hub looks again. */
export function fault(field: CardField, value: string): CardWord | null {
  if (value === '' || (field.kind === 'toggle' && value !== onOf(field))) return field.isRequired ? 'missing' : null;
  if (field.kind === 'number') {
    const number = Number(value);
    if (!Number.isFinite(number)) return 'number';
    return (field.min !== null && number < Number(field.min)) || (field.max !== null && number > Number(field.max)) ? 'range' : null;
  }
  // Dates and times as the hub has them are in the order of their texts.
  if (field.kind === 'date' || field.kind === 'time') return (field.min && value < field.min) || (field.max && value > field.max) ? 'range' : null;
  return null;
}
