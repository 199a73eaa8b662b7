import type { ComponentChildren } from 'preact';
import { departmentOf } from '../hub/departments';
import type { AgentState, Presence } from '../hub/model';
import { local, t } from '../i18n/translate';
import { Icon, type IconName } from './Icon';

/** A person's initials in a circle; a sign for somebody without a name. */
export function Avatar({ name, size }: { name?: string | null | undefined; size?: 'small' | 'big' }) {
  const words = (name ?? '').trim().split(/\s+/).filter(Boolean);
  const initials = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => [...(word ?? '')][0] ?? '').join('');
  return <span class={`avatar ${size ?? ""}`} aria-hidden="true">{initials ? initials.toLocaleUpperCase('tr') : <Icon name="person" />}</span>;
}

/** What is shown where nothing is. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }) {
  return <div class="empty"><Icon name={icon} /><strong>{title}</strong>{children && <span>{children}</span>}</div>;
}

/** A quiet sign that something is being fetched. */
export function Loading({ label }: { label?: string }) {
  return <div class="empty" role="status"><span class="spinner" /><span class="visually-hidden">{label ?? t('state.loading')}</span></div>;
}

/** A department's colour and name. */
export function DepartmentChip({ id }: { id?: string | null | undefined }) {
  const department = departmentOf(id);
  if (!department) return null;
  return <span class="chip" style={{ "--dept": department.color }}><span class="swatch" />{local(department.name)}</span>;
}

/** The word for a presence: who is busy because of the telephone is said to be on it. */
export const presenceWord = (presence: Presence, phone?: AgentState['phone']) =>
  t(presence === 'busy' && phone === 'talking' ? 'presence.onPhone' : presence === 'busy' && phone === 'wrapUp' ? 'presence.wrapUp' : `presence.${presence}`);

/** A presence as a dot with its word for those who don't see the colour. */
export function PresenceDot({ presence, phone, word }: { presence: Presence; phone?: AgentState['phone']; word?: boolean }) {
  return <><span class={`presence ${presence}`} aria-hidden="true" /><span class={word ? "" : "visually-hidden"}>{presenceWord(presence, phone)}</span></>;
}
