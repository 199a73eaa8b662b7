import { useEffect, useState } from 'preact/hooks';
import { me } from '../account/session';
import { list } from '../http/http';
import { departments } from '../hub/departments';
import type { AgentState, Summary } from '../hub/model';
import { local, t } from '../i18n/translate';
import { queues } from '../presence/live';
import { act } from '../timeline/actions';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import { Avatar, Loading, PresenceDot } from '../ui/pieces';
import { tell, tellError } from '../ui/toasts';

const ORDER = { available: 0, busy: 1, away: 2, offline: 3 } as const;

/** Gives a conversation to a department's queue or to a colleague, whose presence and load are shown. */
export function TransferDialog({ summary, onClose }: { summary: Summary; onClose: () => void }) {
  const [to, setTo] = useState<{ departmentId?: string; agentId?: string } | null>(null);
  const [note, setNote] = useState('');
  const [agents, setAgents] = useState<readonly AgentState[] | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => { list<AgentState>('/api/desk/agents').then(setAgents, (thrown: unknown) => { tellError(thrown); setAgents([]); }); }, []);

  const submit = async () => {
    if (!to || busy) return;
    setBusy(true);
    const done = await act('transfer', summary.id, { ...to, ...(note.trim() ? { note: note.trim() } : {}) });
    setBusy(false);
    if (!done) return;
    tell(t('done.transferred'));
    onClose();
  };
  const colleagues = (agents ?? []).filter((agent) => agent.agentId !== me.value?.id)
    .sort((a, b) => ORDER[a.presence] - ORDER[b.presence] || a.conversations.length - b.conversations.length);
  return (
    <Dialog title={t('transfer.title')} onClose={onClose} onSubmit={() => void submit()}
      foot={<><button type="button" class="button" onClick={onClose}>{t('act.cancel')}</button><button type="submit" class="button primary" disabled={!to || busy}>{t('act.transfer')}</button></>}>
      <fieldset>
        <legend>{t('transfer.departments')}</legend>
        <div class="choices">
          {departments.value.map((department) => (
            <label key={department.id} class="choice" style={{ '--dept': department.color }}>
              <input type="radio" name="to" checked={to?.departmentId === department.id} onChange={() => setTo({ departmentId: department.id })} />
              <span class="swatch" />
              <span class="grow">{local(department.name)}</span>
              <span class="muted small">{department.open ? t('transfer.waiting', { n: queues.value.get(department.id)?.waiting ?? 0 }) : t('department.closed')}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('transfer.agents')}</legend>
        {agents === null ? <div class="choices-to-come"><Loading /></div> : colleagues.length === 0 ? <p class="muted">{t('transfer.nobody')}</p> : (
          <div class="choices">
            {colleagues.map((agent) => (
              <label key={agent.agentId} class="choice">
                <input type="radio" name="to" checked={to?.agentId === agent.agentId} onChange={() => setTo({ agentId: agent.agentId })} />
                <Avatar name={agent.name} size="small" />
                <span class="grow">{agent.name}</span>
                <span class="row small muted"><PresenceDot presence={agent.presence} phone={agent.phone} word /><span class="num" title={t('presence.load')}>{agent.conversations.length}/{agent.capacity}</span></span>
              </label>
            ))}
          </div>
        )}
      </fieldset>
      <Field label={t('transfer.note')} hint={t('transfer.noteHint')}>
        {(field) => <textarea class="input" {...field} rows={2} maxLength={1000} value={note} onInput={(event) => setNote(event.currentTarget.value)} />}
      </Field>
    </Dialog>
  );
}
