import { t } from '../i18n/translate';
import { Field } from '../ui/Field';

/** Where the words of a signature are written, with what stands for name, title and department. */
export function SignatureField({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  return (
    <Field label={t('signature.text')} hint={t('signature.hint')}>
      {(field) => <textarea class="input" {...field} rows={5} maxLength={1000} dir="auto" placeholder={t('signature.example')} value={value} onInput={(event) => onValue(event.currentTarget.value)} />}
    </Field>
  );
}
