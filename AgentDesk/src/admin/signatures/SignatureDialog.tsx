import { useState } from 'preact/hooks';
import { t } from '../../i18n/translate';
import { SignatureField } from '../../mail/SignatureField';
import { Dialog } from '../../ui/Dialog';
import { textOf } from '../../ui/errorText';
import { ownerOf, type DefaultSignature } from './SignaturesPage';

/** Edits the signature of a department or a mailbox. */
export function SignatureDialog({ signature, onClose, onSave }: { signature: DefaultSignature; onClose: () => void; onSave: (signature: DefaultSignature) => Promise<void> }) {
  const [text, setText] = useState(signature.text);
  const [error, setError] = useState<string | null>(null);
  return (
    <Dialog title={t('signatures.of', { name: ownerOf(signature) })} onClose={onClose} onSubmit={() => void onSave({ ...signature, text }).catch((thrown: unknown) => setError(textOf(thrown)))}
      foot={<><button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button><button type="submit" class="button primary">{t('act.save')}</button></>}>
      {error && <p class="form-error" role="alert">{error}</p>}
      <SignatureField value={text} onValue={setText} />
    </Dialog>
  );
}
