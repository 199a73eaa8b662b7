import { HubError, type HubErrorCode } from '@contacthub/client';
import { Refusal } from '../http/http';
import { t, type TextKey } from '../i18n/translate';

// The hub's methods refuse in English for everybody (protocol, section 3), so each of their codes has a text here.
const KNOWN: Readonly<Record<HubErrorCode | 'unreachable', TextKey>> = {
  unreachable: 'error.unreachable', disconnected: 'error.disconnected', notFound: 'error.notFound', forbidden: 'error.notAllowed', empty: 'error.empty', tooLong: 'error.tooLong', fileGone: 'failed.fileGone',
  invalid: 'error.invalid', resolved: 'error.resolved', notOwner: 'error.notOwner', unavailable: 'error.unavailable', rateLimited: 'error.rateLimited', unauthorized: 'signIn.expired',
  tooManyConnections: 'error.tooManyConnections', moved: 'error.unknown', windowClosed: 'error.windowClosed', fault: 'error.unknown',
};

// Over HTTP these come with a text in the person's language that says more than the code does.
const EXPLAINED: readonly string[] = ['invalid', 'forbidden', 'tooLong'];

/** The text to show for something that was thrown, in the language of the screens. */
export function textOf(thrown: unknown): string {
  if (!(thrown instanceof HubError || thrown instanceof Refusal)) return t('error.unknown');
  const known: TextKey | undefined = KNOWN[thrown.code as HubErrorCode];
  const explained = thrown instanceof Refusal && thrown.message !== '' && (!known || EXPLAINED.includes(thrown.code));
  return explained ? thrown.message : t(known ?? 'error.unknown');
}
