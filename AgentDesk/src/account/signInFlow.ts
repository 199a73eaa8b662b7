import { Refusal } from '../http/http';
import type { TextKey } from '../i18n/translate';

/** What the sign-in screen asks for now. */
export type SignInStep = 'password' | 'code';

/** Where a refused sign-in leads: the next step, and what to say. `text` null: the hub's own text; no text at all for a plain next step. */
export function afterRefusal(step: SignInStep, thrown: unknown): { readonly step: SignInStep; readonly say: TextKey | null } {
  if (!(thrown instanceof Refusal)) return { step, say: 'error.unknown' };
  switch (thrown.code) {
    case 'twoFactorRequired': return { step: 'code', say: step === 'code' ? 'signIn.wrongCode' : null };
    case 'invalidCredentials': return { step, say: step === 'code' ? 'signIn.wrongCode' : 'signIn.wrong' };
    case 'lockedOut': return { step: 'password', say: 'signIn.lockedOut' };
    case 'rateLimited': return { step, say: 'signIn.tooMany' };
    case 'unreachable': return { step, say: 'error.unreachable' };
    default: return { step, say: 'error.unknown' };
  }
}
