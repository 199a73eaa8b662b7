import type { EmailAddress, TimelineState } from '@contacthub/client';
import { signal } from '@preact/signals';
import { ask } from '../http/http';

/** How a mail begins, as the hub says (protocol, section 8). */
export interface MailBegin {
  readonly mailboxes: readonly { readonly id: string; readonly address: string; readonly name?: string | null; readonly signature?: string | null }[];
  readonly mailbox: string | null;
  readonly to: readonly EmailAddress[];
  readonly cc: readonly EmailAddress[];
  readonly subject: string;
  readonly answers: number | null;
}

/** A mail to be sent. */
export interface MailToSend {
  readonly clientId: string;
  readonly mailbox: string;
  readonly to: readonly EmailAddress[];
  readonly cc: readonly EmailAddress[];
  readonly subject: string;
  readonly text: string;
  readonly answers: number | null;
  readonly uploads: readonly string[];
  readonly signed: boolean;
}

/** A mail as it is being written; addresses as the fields have them. */
export interface MailDraft {
  readonly mailbox: string;
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
  readonly text: string;
  readonly answers: number | null;
  /** Whether the signature goes along. */
  readonly signed: boolean;
}

/** What another part of the screen wants written in a conversation: a mail that failed, once more. */
export const wanted = signal<{ readonly conversationId: string; readonly draft: Omit<MailDraft, 'mailbox' | 'signed'> } | null>(null);

/** As what mail can be sent, with what stands below it; nothing while that is not known. */
export const mailboxes = signal<MailBegin['mailboxes']>([]);

/** Finds out anew as what mail can be sent: at the start, and before a mail that begins a conversation. */
export const loadMailboxes = async () => void (mailboxes.value = (await ask<Pick<MailBegin, 'mailboxes'>>('GET', '/api/desk/mail')).mailboxes);

/** Whom a mail that begins a conversation is to, as far as that is known. */
export interface Addressee {
  readonly address: string;
  readonly citizenId?: string;
  readonly name?: string | null | undefined;
}

/** Whom the mail that is being begun is to; null when the agent says it. */
export const addressee = signal<Addressee | null>(null);

/** Sends a mail that begins a conversation, and tells which. */
export const startMail = (mail: MailToSend, citizenId: string | undefined) => ask<{ readonly conversationId: string }>('POST', '/api/desk/mail', { ...mail, citizenId });

const pathOf = (conversationId: string) => `/api/desk/conversations/${conversationId}/mail`;

export const beginMail = (conversationId: string) => ask<MailBegin>('GET', pathOf(conversationId));
export const sendMail = (conversationId: string, mail: MailToSend) => ask<{ readonly seq: number }>('POST', pathOf(conversationId), mail);

const keyOf = (conversationId: string) => `contacthub.desk.mail.${conversationId}`;

/** The kept draft of a conversation; null when there is none, or it cannot be read. */
export function readMailDraft(storage: Pick<Storage, 'getItem'>, conversationId: string): MailDraft | null {
  try {
    const kept = JSON.parse(storage.getItem(keyOf(conversationId)) ?? 'null') as Partial<MailDraft> | null;
    const { mailbox, to, cc, subject, text, answers = null, signed = true } = kept ?? {};
    return [mailbox, to, cc, subject, text].every((value) => typeof value === 'string') ? ({ mailbox, to, cc, subject, text, answers, signed } as MailDraft) : null;
  } catch {
    // Of another version of the desk.
    return null;
  }
}

/** Keeps a draft over reloads and while other conversations are open; one without words is forgotten. */
export function keepMailDraft(storage: Pick<Storage, 'setItem' | 'removeItem'>, conversationId: string, draft: MailDraft): void {
  if (draft.text.trim() === '') storage.removeItem(keyOf(conversationId));
  else storage.setItem(keyOf(conversationId), JSON.stringify(draft));
}

/** Whether mails went to and fro here, whether the citizen's last word was one, and the newest that came (0: none). */
export function mailsIn(state: TimelineState): { readonly any: boolean; readonly last: boolean; readonly newest: number } {
  const any = state.entries.some((event) => event.kind === 'emailReceived' || event.kind === 'emailSent');
  const last = state.entries.findLast((event) => event.kind === 'emailReceived' || (event.kind === 'messagePosted' && event.by.kind === 'citizen'));
  return { any, last: last?.kind === 'emailReceived', newest: state.entries.findLast((event) => event.kind === 'emailReceived')?.seq ?? 0 };
}
