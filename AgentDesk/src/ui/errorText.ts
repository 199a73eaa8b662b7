import { HubError } from '@contacthub/client';
import { Refusal } from '../http/http';
import { t, type TextKey } from '../i18n/translate';

// What the hub says in English for everybody, said in the person's language. Other codes carry a text that only the hub can know.
const KNOWN: Readonly<Record<string, TextKey>> = {
  unreachable: 'error.unreachable', disconnected: 'error.disconnected', notFound: 'error.notFound', forbidden: 'error.notAllowed', empty: 'error.empty', tooLong: 'error.tooLong',
  resolved: 'error.resolved', notOwner: 'error.notOwner', unavailable: 'error.unavailable', rateLimited: 'error.rateLimited', unauthorized: 'signIn.expired', fault: 'error.unknown',
};

/** The text to show for something that was thrown. */
export function textOf(thrown: unknown): string {
  const coded = thrown instanceof HubError || thrown instanceof Refusal;
  const known = coded ? KNOWN[thrown.code] : undefined;
  // An HTTP refusal of these explains itself better than its code does.
  if (known && !(thrown instanceof Refusal && thrown.message && (thrown.code === 'forbidden' || thrown.code === 'tooLong'))) return t(known);
  if (thrown instanceof Error && thrown.message) return thrown.message;
  return t('error.unknown');
}
