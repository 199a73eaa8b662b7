import { t } from '../i18n/translate';
import type { Read } from './addresses';
import type { MailDraft } from './mail';

/** What the hub takes at the most, recipients and copies together (protocol, section 8). */
const MOST_RECIPIENTS = 50;

/** What keeps a mail from being sent, by field; nothing when it may go. */
export type MailFaults = Partial<Record<'to' | 'cc' | 'subject' | 'text', string>>;

/** @param begins Whether the mail begins a conversation: only then it needs a subject, an answer has its thread's. */
export function faultsOf(draft: MailDraft, to: Read, cc: Read, files: number, begins: boolean): MailFaults {
  const faults: MailFaults = {};
  if (to.wrong.length > 0) faults.to = notAddresses(to.wrong);
  else if (to.addresses.length === 0) faults.to = t('mail.noRecipient');
  else if (to.addresses.length + cc.addresses.length > MOST_RECIPIENTS) faults.to = t('mail.tooMany', { most: MOST_RECIPIENTS });
  if (cc.wrong.length > 0) faults.cc = notAddresses(cc.wrong);
  if (begins && draft.subject.trim() === '') faults.subject = t('mail.noSubject');
  if (draft.text.trim() === '' && files === 0) faults.text = t('mail.noText');
  return faults;
}

const notAddresses = (wrong: readonly string[]) => (wrong.length === 1 ? t('mail.noAddress', { address: wrong[0]! }) : t('mail.noAddresses', { addresses: wrong.join(', ') }));
