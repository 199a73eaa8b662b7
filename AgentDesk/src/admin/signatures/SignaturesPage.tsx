import { useState } from 'preact/hooks';
import { ask } from '../../http/http';
import { departmentOf } from '../../hub/departments';
import { local, t } from '../../i18n/translate';
import { Icon } from '../../ui/Icon';
import { tell } from '../../ui/toasts';
import { AdminPage } from '../AdminPage';
import { useList } from '../useList';
import { SignatureDialog } from './SignatureDialog';

/** What stands below the mails of a department or a mailbox when an agent has no signature of the own; empty for nothing. */
export interface DefaultSignature {
  readonly kind: 'department' | 'mailbox';
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

/** The name of what a signature is of: a department in the desk's language, a mailbox by its address. */
export function ownerOf({ kind, id, name }: DefaultSignature): string {
  const department = kind === 'department' ? departmentOf(id) : undefined;
  return department ? local(department.name) : name;
}

/** The signatures below mails, by department and by mailbox; agents keep their own in their account. */
export function SignaturesPage() {
  const { items, failure, load } = useList<DefaultSignature>('/api/admin/signatures');
  const [edited, setEdited] = useState<DefaultSignature | null>(null);
  const save = async (one: DefaultSignature) => {
    await ask('PUT', `/api/admin/signatures/${one.kind}/${one.id}`, { text: one.text });
    await load();
    setEdited(null);
    tell(t('state.saved'));
  };
  return (
    <AdminPage title={t('page.signatures')} lead={t('signatures.lead')} failure={failure} loading={!items} onRetry={() => void load()}>
      <ul class="card rows">
        {(items ?? []).map((one) => (
          <li key={`${one.kind} ${one.id}`} style={{ '--dept': departmentOf(one.id)?.color ?? 'transparent' }}>
            {one.kind === 'department' ? <span class="swatch big" /> : <Icon name="mail" />}
            <span class="grow signature-row"><strong>{ownerOf(one)}</strong><span class={`mail-signature ${one.text ? '' : 'muted'}`} dir="auto">{one.text || t('signatures.none')}</span></span>
            <button type="button" class="button small" aria-label={t('act.editNamed', { name: ownerOf(one) })} onClick={() => setEdited(one)}>{t('act.edit')}</button>
          </li>
        ))}
      </ul>
      {edited && <SignatureDialog signature={edited} onClose={() => setEdited(null)} onSave={save} />}
    </AdminPage>
  );
}
