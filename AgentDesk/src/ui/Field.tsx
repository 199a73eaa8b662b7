import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly class?: string;
  readonly children: (field: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: 'true' }) => ComponentChildren;
}

/** A labelled control with its hint and error tied to it. */
export function Field({ label, hint, error, class: extra, children }: Props) {
  const id = useId();
  const notes = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={`field ${extra ?? ""}`}>
      <label class="label" for={id}>{label}</label>
      {children({ id, ...(notes ? { 'aria-describedby': notes } : {}), ...(error ? { 'aria-invalid': 'true' as const } : {}) })}
      {hint && <span class="hint" id={`${id}-hint`}>{hint}</span>}
      {error && <span class="error" id={`${id}-error`}>{error}</span>}
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly class?: string;
  readonly value: string | number;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'email' | 'password' | 'tel' | 'number' | 'date' | 'color';
  readonly required?: boolean;
  readonly autofocus?: boolean;
  readonly autocomplete?: string;
  readonly inputMode?: 'numeric' | 'text';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number | string | undefined;
  readonly max?: number;
  readonly pattern?: string;
  /** The id of a list of suggestions. */
  readonly list?: string;
}

/** A one-line text field. */
export function TextField({ label, hint, error, value, onValue, class: extra, autofocus, ...rest }: TextProps) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => { if (autofocus) input.current?.focus(); }, []);
  return (
    <Field label={label} hint={hint} error={error} class={extra ?? ''}>
      {(field) => <input ref={input} class="input" {...(rest as object)} {...field} value={value} onInput={(event) => onValue(event.currentTarget.value)} />}
    </Field>
  );
}

/** A choice of one among some. */
export function SelectField<T extends string | number>({ label, value, options, onValue, hint, class: extra }: {
  label: string; value: T; options: readonly { value: T; label: string }[]; onValue: (value: T) => void; hint?: string; class?: string;
}) {
  return (
    <Field label={label} hint={hint} class={extra ?? ""}>
      {(field) => (
        <select class="input" {...field} value={value} onChange={(event) => onValue(options[event.currentTarget.selectedIndex]!.value)}>
          {options.map((option) => <option key={option.value} value={option.value} selected={option.value === value}>{option.label}</option>)}
        </select>
      )}
    </Field>
  );
}

/** A choice of any among some, as a row of check boxes. */
export function ChecksField({ label, all, chosen, onChosen }: {
  label: string; all: readonly { value: string; label: string }[]; chosen: readonly string[]; onChosen: (chosen: string[]) => void;
}) {
  return (
    <fieldset>
      <legend>{label}</legend>
      <div class="row wrap checks">
        {all.map((option) => (
          <label class="check" key={option.value}>
            <input type="checkbox" checked={chosen.includes(option.value)}
              onChange={(event) => onChosen(event.currentTarget.checked ? [...chosen, option.value] : chosen.filter((value) => value !== option.value))} />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
