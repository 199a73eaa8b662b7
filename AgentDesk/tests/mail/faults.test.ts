import { describe, expect, it } from 'vitest';
import { read } from '../../src/mail/addresses';
import { faultsOf } from '../../src/mail/faults';

const draft = { mailbox: 'cozum', to: 'a@b.tr', cc: '', subject: 'Su', text: 'Merhaba', answers: null, signed: true };
const faults = (change: Partial<typeof draft>, begins = true, files = 0) => {
  const mail = { ...draft, ...change };
  return faultsOf(mail, read(mail.to), read(mail.cc), files, begins);
};

describe('a mail', () => {
  it('may go when nothing is missing', () => {
    expect(faults({})).toEqual({});
    expect(faults({ text: ' ' }, true, 1)).toEqual({});
  });

  it('needs a subject only when it begins a conversation', () => {
    expect(Object.keys(faults({ subject: '  ' }))).toEqual(['subject']);
    expect(faults({ subject: '' }, false)).toEqual({});
  });

  it('names the addresses that are none, in each field', () => {
    const { to, cc } = faults({ to: 'a@b.tr, ali@', cc: 'veli; can@x' });
    expect([to, cc]).toEqual([expect.stringContaining('ali@'), expect.stringMatching(/veli, can@x/)]);
    expect(to).not.toContain('a@b.tr');
  });

  it('needs a recipient and words, and has no more recipients than the hub takes', () => {
    expect(Object.keys(faults({ to: ' ', text: '', subject: '' }))).toEqual(['to', 'subject', 'text']);
    const many = Array.from({ length: 50 }, (_, i) => `a${i}@b.tr`).join(',');
    expect(faults({ to: many })).toEqual({});
    expect(faults({ to: many, cc: 'c@d.tr' }).to).toContain('50');
  });
});
