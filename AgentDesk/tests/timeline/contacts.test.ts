import { emptyTimeline, parseEvent, readStaffEvents, timelineReducer, type TimelineEvent } from '@contacthub/client';
import { afterEach, describe, expect, it } from 'vitest';
import { fileSize } from '../../src/i18n/format';
import { setLanguage } from '../../src/i18n/language';
import { eventLine } from '../../src/timeline/eventLine';
import { rowsOf } from '../../src/timeline/rows';

readStaffEvents();

const event = (kind: string, data: object, seq = 1, channel = 'phone') =>
  parseEvent({ seq, at: '2026-05-04T09:00:00Z', kind, channel, by: { kind: 'citizen', id: 'p-1' }, data });
const line = (kind: string, data: object) => eventLine(event(kind, data))?.text;

describe('mails and calls in the timeline', () => {
  afterEach(() => setLanguage('tr'));

  it('say what happened to a call, and how long', () => {
    setLanguage('en');
    expect(line('callRang', { callId: '1', direction: 'in', from: '+905321112233' })).toBe('Incoming call: +905321112233');
    expect(line('callRang', { callId: '1', direction: 'in' })).toBe('Incoming call: withheld number');
    expect(line('callProgressed', { callId: '1', step: 'queued', queue: 'su' })).toBe('Entered the telephone queue · su');
    expect(line('callAnswered', { callId: '1', agentName: 'Deniz', seconds: 65 })).toBe('Deniz answered the call · 1 min');
    expect(line('callEnded', { callId: '1', direction: 'in', outcome: 'answered', seconds: 125 })).toBe('The call ended · 2 min');
    expect(line('callEnded', { callId: '1', direction: 'in', outcome: 'abandoned' })).toBe('Missed call · given up');
    expect(line('callEnded', { callId: '1', direction: 'out', outcome: 'noAnswer' })).toBe('The citizen was not reached · no answer');
  });

  it('say that a mail did not arrive and what was merged, in Turkish too', () => {
    expect(line('emailFailed', { messageId: 'a', recipient: 'x@y.tr', status: '5.1.1', diagnostic: '550 yok' })).toBe('E-posta ulaşmadı: x@y.tr (5.1.1) · 550 yok');
    const merge = { mergeId: 'm', sourceId: 'c-1', sourceNumber: 12, targetId: 'c-2', targetNumber: 15 };
    expect(line('conversationsMerged', { ...merge, role: 'source' })).toBe('Bu görüşme #15 ile birleştirildi, orada sürüyor');
    expect(line('conversationSplit', { ...merge, role: 'target' })).toBe('#12 bu görüşmeden ayrıldı');
  });

  it('say that a message did not arrive, and nothing of one that did', () => {
    const report = (data: object) => eventLine(event('deliveryReported', { seq: 3, ...data }, 4, 'telegram'));
    expect(report({ status: 'failed', code: '403', detail: 'Forbidden' })?.text).toBe('Telegram iletiyi teslim etmedi · vatandaş hesabı engellemiş');
    expect(report({ status: 'failed', code: '131047', detail: 'Re-engagement message' })?.text).toContain('24 saatlik yanıt süresi dolmuştu');
    expect(report({ status: 'failed', code: 'window', detail: null })?.text).toContain('24 saatlik yanıt süresi dolmuştu');
    expect(report({ status: 'failed', code: '400', detail: 'Bad Request: chat not found' })?.text).toBe('Telegram iletiyi teslim etmedi · 400 · Bad Request: chat not found');
    expect(report({ status: 'read' })).toBeNull();
  });

  it('have a row of their own for mails, and keep what is not as promised out of sight', () => {
    const mail = { messageId: 'a', from: { address: 'x@y.tr' }, to: [], subject: 'Çöp', text: 'Alınmadı', attachments: [{ id: 'f', name: 'a.pdf', contentType: 'application/pdf', size: 10 }] };
    const entries: TimelineEvent[] = [event('emailReceived', mail, 1, 'email'), event('emailReceived', { ...mail, from: 'x' }, 2, 'email'), event('callProgressed', { callId: '1', step: 'parked' }, 3)];
    const state = timelineReducer(emptyTimeline, { type: 'snapshot', page: { entries, lastSeq: 3, gap: false, summary: null } });
    expect(rowsOf(state, () => false).map((row) => row.type)).toEqual(['day', 'mail']);
    expect(state.lastSeq).toBe(3);
  });

  it('show sizes in the largest unit', () => {
    expect([12, 2048, 3_565_158].map(fileSize)).toEqual(['12 bayt', '2 KB', '3,4 MB']);
  });
});
