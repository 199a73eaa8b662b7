import { describe, expect, it } from 'vitest';
import { afterRefusal } from '../../src/account/signInFlow';
import { Refusal } from '../../src/http/http';

const refusal = (code: string, status = 401) => new Refusal(code, '', status);

describe('a refused sign-in', () => {
  it('asks for the code without an error when one is due', () => expect(afterRefusal('password', refusal('twoFactorRequired'))).toEqual({ step: 'code', say: null }));

  it('says that the code was wrong, and asks for it again', () => {
    for (const code of ['twoFactorRequired', 'invalidCredentials']) expect(afterRefusal('code', refusal(code))).toEqual({ step: 'code', say: 'signIn.wrongCode' });
  });

  it('does not tell which of e-mail and password was wrong', () => expect(afterRefusal('password', refusal('invalidCredentials')).say).toBe('signIn.wrong'));

  it('goes back to the beginning when the account is locked', () => expect(afterRefusal('code', refusal('lockedOut', 423))).toEqual({ step: 'password', say: 'signIn.lockedOut' }));

  it('tells a hub that is away from a wrong password', () => expect(afterRefusal('password', refusal('unreachable', 0)).say).toBe('error.unreachable'));
});
