import { emptyTimeline, parseEvent, readStaffEvents, timelineReducer } from '@contacthub/client';
import { describe, expect, it } from 'vitest';
import { keepMailDraft, mailsIn, readMailDraft } from '../../src/mail/mail';
import { rowsOf } from '../../src/timeline/rows';

readStaffEvents();

const event = (seq: number, kind: string, data: object, by = 'citizen') => parseEvent({ seq, at: '2026-05-04T09:00:00Z', kind, channel: 'email', by: { kind: by, id: 'p-1' }, data });
const stateOf = (...entries: ReturnType<typeof event>[]) => timelineReducer(emptyTimeline, { type: 'snapshot', page: { entries, lastSeq: entries.length, gap: false, summary: null } });
const mail = { messageId: 'm', from: { address: 'x@y.tr' }, to: [{ address: 'A@b.tr' }], subject: 'Su', text: 'Yok' };

describe('mails of a conversation', () => {
  it('are answered by mail when the last word was one', () => {
    expect(mailsIn(stateOf(event(1, 'messagePosted', { text: 'a' })))).toEqual({ any: false, last: false, newest: 0 });
    expect(mailsIn(stateOf(event(1, 'messagePosted', { text: 'a' }), event(2, 'emailReceived', mail)))).toEqual({ any: true, last: true, newest: 2 });
    expect(mailsIn(stateOf(event(1, 'emailReceived', mail), event(2, 'messagePosted', { text: 'a' })))).toEqual({ any: true, last: false, newest: 1 });
  });

  it('show how far they came, and whom they did not reach', () => {
    const fates = (...after: ReturnType<typeof event>[]) => rowsOf(stateOf(event(1, 'emailSent', mail, 'agent'), ...after), () => false).flatMap((row) => (row.type === 'sentMail' ? [row.fate] : []))[0]!;
    const failed = { messageId: 'm', recipient: 'a@b.tr', status: '5.1.1' };
    expect(fates()).toEqual({ sent: false, failed: [] });
    expect(fates(event(2, 'deliveryReported', { seq: 1, status: 'sent' }))).toEqual({ sent: true, failed: [] });
    expect(fates(event(2, 'emailFailed', failed), event(3, 'emailFailed', { ...failed, recipient: 'A@B.tr' })).failed).toHaveLength(1);
    expect(fates(event(2, 'emailFailed', { ...failed, messageId: 'other' })).failed).toEqual([]);
  });

  it('are kept while they are being written', () => {
    const kept = new Map<string, string>();
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) };
    const draft = { mailbox: 'cozum', to: 'a@b.tr', cc: '', subject: 'Su', text: 'Merhaba', answers: 3, signed: false };
    keepMailDraft(storage, 'c-1', draft);
    expect(readMailDraft(storage, 'c-1')).toEqual(draft);
    keepMailDraft(storage, 'c-1', { ...draft, text: ' ' });
    expect(readMailDraft(storage, 'c-1')).toBeNull();
    kept.set('contacthub.desk.mail.c-1', '{"to":1}');
    expect(readMailDraft(storage, 'c-1')).toBeNull();
  });
});
