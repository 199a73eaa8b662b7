import { useState } from 'preact/hooks';
import { me } from '../../account/session';
import { departments } from '../../hub/departments';
import type { Role } from '../../hub/model';
import { local, t } from '../../i18n/translate';
import { Dialog } from '../../ui/Dialog';
import { ChecksField, TextField } from '../../ui/Field';
import { textOf } from '../../ui/errorText';
import type { AgentRecord } from '../model';

const ROLES: readonly Role[] = ['agent', 'supervisor', 'administrator', 'auditor'];
const LANGUAGES = ['tr', 'en', 'ar'] as const;

/** What can be changed of an account. */
export type AgentDraft = Omit<AgentRecord, 'id' | 'twoFactor'>;

const BLANK: AgentDraft = { name: '', email: '', roles: ['agent'], departments: [], capacity: 4, languages: ['tr'], active: true, extension: null };

/** Makes or edits one account. */
export function AgentDialog({ agent, onClose, onSave, onPassword, onResetTwoFactor }: {
  agent: AgentRecord | null; onClose: () => void; onSave: (draft: AgentDraft) => Promise<void>; onPassword: (agent: AgentRecord) => Promise<void>;
  onResetTwoFactor: (agent: AgentRecord) => void;
}) {
  const [draft, setDraft] = useState<AgentDraft>(agent ?? BLANK);
  const [error, setError] = useState<string | null>(null);
  const set = (part: Partial<AgentDraft>) => setDraft({ ...draft, ...part });
  const fail = (thrown: unknown) => setError(textOf(thrown));
  return (
    <Dialog title={agent ? t('agents.edit', { name: agent.name }) : t('agents.new')} onClose={onClose} wide
      onSubmit={() => void onSave({ ...draft, name: draft.name.trim(), email: draft.email.trim() }).catch(fail)}
      foot={<>
        {agent && <button type="button" class="button" onClick={() => void onPassword(agent).catch(fail)}>{t('agents.newPassword')}</button>}
        {agent?.twoFactor && agent.id !== me.value?.id && <button type="button" class="button" onClick={() => onResetTwoFactor(agent)}>{t('agents.resetTwoFactor')}</button>}
        <span class="grow" />
        <button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button>
        <button type="submit" class="button primary">{t('act.save')}</button>
      </>}>
      {error && <p class="form-error" role="alert">{error}</p>}
      <div class="two">
        <TextField label={t('field.name')} required maxLength={80} value={draft.name} onValue={(name) => set({ name })} />
        <TextField label={t('field.email')} type="email" required maxLength={200} value={draft.email} onValue={(email) => set({ email })} />
      </div>
      <ChecksField label={t('field.roles')} all={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))} chosen={draft.roles} onChosen={(roles) => set({ roles: roles as Role[] })} />
      <ChecksField label={t('field.departments')} all={departments.value.map((one) => ({ value: one.id, label: local(one.name) }))} chosen={draft.departments} onChosen={(chosen) => set({ departments: chosen })} />
      <div class="two">
        <ChecksField label={t('field.languages')} all={LANGUAGES.map((one) => ({ value: one, label: t(`language.${one}`) }))} chosen={draft.languages} onChosen={(languages) => set({ languages })} />
        <TextField label={t('field.capacity')} hint={t('agents.capacityHint')} type="number" min={1} max={20} required value={draft.capacity} onValue={(value) => set({ capacity: Number(value) })} />
      </div>
      <TextField label={t('field.extension')} hint={t('agents.extensionHint')} type="tel" maxLength={20} value={draft.extension ?? ''} onValue={(extension) => set({ extension: extension.trim() || null })} />
      {agent && <label class="check"><input type="checkbox" checked={draft.active} onChange={(event) => set({ active: event.currentTarget.checked })} />{t('agents.active')}</label>}
    </Dialog>
  );
}
