import { computed, signal } from '@preact/signals';
import { ask, Refusal, refusals } from '../http/http';
import type { Me, Role } from '../hub/model';
import { setLanguage } from '../i18n/language';

/** Who is signed in: undefined while that is not known yet, null for nobody. */
export const me = signal<Me | null | undefined>(undefined);

/** Whether the session ended by itself, which the sign-in screen then says. */
export const expired = signal(false);

/** Whether a person has one of some roles. */
export const hasRole = (person: Me | null | undefined, ...roles: readonly Role[]) => roles.some((role) => person?.roles.includes(role));

/** Auditors without another role see everything and change nothing. */
export const readOnly = computed(() => !hasRole(me.value, 'agent', 'supervisor', 'administrator'));

function become(person: Me): Me {
  me.value = person;
  expired.value = false;
  if (person.language === 'tr' || person.language === 'en') setLanguage(person.language);
  return person;
}

/** Finds out whether the cookie of an earlier visit is still good. */
export async function resume(): Promise<void> {
  try {
    become(await ask<Me>('GET', '/api/account/me'));
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.status === 0 || refusal.status >= 500) throw refusal;
    me.value = null;
  }
}

/** What the sign-in form holds; `code` is of the authenticator or a recovery code. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly code?: string | undefined;
  readonly remember: boolean;
}

/** Signs in. Throws a refusal: `invalidCredentials`, `twoFactorRequired`, `lockedOut`. */
export const signIn = async (credentials: Credentials) => become(await ask<Me>('POST', '/api/account/sign-in', credentials));

/** Changes the own password; the hub refuses one that is too weak with a text that says why. */
export async function changePassword(current: string, next: string): Promise<void> {
  await ask('POST', '/api/account/password', { current, next });
  become(await ask<Me>('GET', '/api/account/me'));
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await ask('POST', '/api/account/sign-out');
  me.value = null;
}

/** Fetches the account anew, after something about it changed. */
export const refreshMe = async () => void become(await ask<Me>('GET', '/api/account/me'));

refusals.add(({ code }) => {
  if (code === 'unauthorized') {
    expired.value = me.value !== null && me.value !== undefined;
    me.value = null;
  } else if (code === 'passwordChangeRequired' && me.value) {
    me.value = { ...me.value, mustChangePassword: true };
  }
});
