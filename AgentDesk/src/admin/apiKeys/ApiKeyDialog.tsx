import { useState } from 'preact/hooks';
import { departments } from '../../hub/departments';
import { local, t } from '../../i18n/translate';
import { Dialog } from '../../ui/Dialog';
import { ChecksField, TextField } from '../../ui/Field';
import { textOf } from '../../ui/errorText';
import { SCOPES, type ApiKeyDraft, type Scope } from './apiKey';

/** Makes a key. */
export function ApiKeyDialog({ onClose, onSave }: { onClose: () => void; onSave: (draft: ApiKeyDraft) => Promise<void> }) {
  const [draft, setDraft] = useState<ApiKeyDraft>({ name: '', scopes: [], departments: [], perMinute: 600, expires: '' });
  const [error, setError] = useState<string | null>(null);
  const set = (part: Partial<ApiKeyDraft>) => setDraft({ ...draft, ...part });
  const submit = () => {
    if (draft.scopes.length === 0) setError(t('apiKeys.noScope'));
    else onSave(draft).catch((thrown: unknown) => setError(textOf(thrown)));
  };
  return (
    <Dialog title={t('apiKeys.new')} onClose={onClose} wide onSubmit={submit}
      foot={<><button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button><button type="submit" class="button primary">{t('apiKeys.make')}</button></>}>
      {error && <p class="form-error" role="alert">{error}</p>}
      <TextField label={t('field.name')} hint={t('apiKeys.nameHint')} required autofocus maxLength={100} value={draft.name} onValue={(name) => set({ name })} />
      <fieldset>
        <legend>{t('apiKeys.scopes')}</legend>
        <ul class="scopes">
          {SCOPES.map((scope) => (
            <li key={scope}>
              <label class="check">
                <input type="checkbox" checked={draft.scopes.includes(scope)}
                  onChange={(event) => set({ scopes: event.currentTarget.checked ? [...draft.scopes, scope] : draft.scopes.filter((one: Scope) => one !== scope) })} />
                <span>{t(`scope.${scope}`)} <code class="muted">{scope}</code></span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <div class="two">
        <TextField label={t('apiKeys.expires')} hint={t('apiKeys.expiresHint')} type="date" value={draft.expires} onValue={(expires) => set({ expires })} />
        <TextField label={t('apiKeys.perMinute')} type="number" min={10} max={6000} required value={draft.perMinute} onValue={(value) => set({ perMinute: Number(value) })} />
      </div>
      <ChecksField label={t('apiKeys.departments')} all={departments.value.map((one) => ({ value: one.id, label: local(one.name) }))} chosen={draft.departments} onChosen={(chosen) => set({ departments: chosen })} />
    </Dialog>
  );
}
