import { useState } from 'preact/hooks';
import { t } from '../../i18n/translate';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import { textOf } from '../../ui/errorText';
import { groupsOf, kindName, type Webhook, type WebhookDraft } from './webhooks';

/** Registers or edits one webhook. */
export function WebhookDialog({ webhook, kinds, onClose, onSave, onRotate }: {
  webhook: Webhook | null; kinds: readonly string[]; onClose: () => void; onSave: (draft: WebhookDraft) => Promise<void>; onRotate: (webhook: Webhook) => Promise<void>;
}) {
  const [draft, setDraft] = useState<WebhookDraft>(webhook ?? { url: '', description: '', kinds: [], enabled: true });
  const [some, setSome] = useState(draft.kinds.length > 0);
  const [error, setError] = useState<string | null>(null);
  const set = (part: Partial<WebhookDraft>) => setDraft({ ...draft, ...part });
  const fail = (thrown: unknown) => setError(textOf(thrown));
  const save = () => {
    if (some && draft.kinds.length === 0) return setError(t('webhooks.noKinds'));
    void onSave({ url: draft.url.trim(), description: draft.description.trim(), kinds: some ? draft.kinds : [], enabled: draft.enabled }).catch(fail);
  };
  return (
    <Dialog title={webhook ? webhook.description : t('webhooks.new')} onClose={onClose} wide onSubmit={save}
      foot={<>
        {webhook && <button type="button" class="button" onClick={() => void onRotate(webhook).catch(fail)}>{t('webhooks.rotate')}</button>}
        <span class="grow" />
        <button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button>
        <button type="submit" class="button primary">{t('act.save')}</button>
      </>}>
      {error && <p class="form-error" role="alert">{error}</p>}
      <TextField label={t('webhooks.description')} hint={t('webhooks.descriptionHint')} required maxLength={200} value={draft.description} onValue={(description) => set({ description })} />
      <TextField label={t('webhooks.url')} hint={t('webhooks.urlHint')} required maxLength={2000} value={draft.url} onValue={(url) => set({ url })} />
      <fieldset>
        <legend>{t('webhooks.kinds')}</legend>
        <div class="row wrap checks">
          <label class="check"><input type="radio" name="some" checked={!some} onChange={() => setSome(false)} />{t('webhooks.allKinds')}</label>
          <label class="check"><input type="radio" name="some" checked={some} onChange={() => setSome(true)} />{t('webhooks.someKinds')}</label>
        </div>
      </fieldset>
      {some && (
        <div class="kinds">
          {groupsOf(kinds).map((group) => (
            <fieldset key={group.title}>
              <legend>{group.title}</legend>
              {group.kinds.map((kind) => (
                <label class="check" key={kind}>
                  <input type="checkbox" checked={draft.kinds.includes(kind)}
                    onChange={(event) => set({ kinds: event.currentTarget.checked ? [...draft.kinds, kind] : draft.kinds.filter((one) => one !== kind) })} />
                  {kindName(kind)}
                </label>
              ))}
            </fieldset>
          ))}
        </div>
      )}
      <label class="check"><input type="checkbox" checked={draft.enabled} onChange={(event) => set({ enabled: event.currentTarget.checked })} />{t('webhooks.enabled')}</label>
    </Dialog>
  );
}
