import { useId } from 'preact/hooks';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly maxLength?: number;
  readonly onValue: (value: string) => void;
}

/** One line of a mail's head, with what is wrong with it below. */
export function MailLine({ label, error, onValue, ...rest }: Props) {
  const id = useId();
  return (
    <>
      <label class={`mail-line ${error ? 'wrong' : ''}`}><span>{label}</span>
        <input {...rest} dir="auto" onInput={(event) => onValue(event.currentTarget.value)} {...(error ? { 'aria-invalid': 'true' as const, 'aria-describedby': id } : {})} />
      </label>
      {error && <MailError id={id} text={error} />}
    </>
  );
}

/** What is wrong with a part of a mail. */
export const MailError = ({ id, text }: { id: string; text: string }) => <p class="mail-error" id={id}>{text}</p>;
