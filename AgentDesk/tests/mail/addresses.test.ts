import { describe, expect, it } from 'vitest';
import { joined, parsed } from '../../src/mail/addresses';

describe('addresses', () => {
  it('are read as they are written', () => {
    const all = [{ address: 'a@b.tr', name: null }, { address: 'çözüm@ornek.bel.tr', name: 'Yılmaz, Ayşe' }, { address: 'c@d.tr', name: 'Su; Park' }];
    expect(parsed(joined(all))).toEqual(all);
    expect(parsed(' a@b.tr; Ali <c@d.tr> ,')).toEqual([{ address: 'a@b.tr', name: null }, { address: 'c@d.tr', name: 'Ali' }]);
    expect(parsed('')).toEqual([]);
  });

  it('are nothing else', () => {
    for (const wrong of ['a', 'a@b', 'a b@c.tr', '<a@b.tr', 'a@b.tr c@d.tr', 'a@@b.tr', 'a@b.tr, x']) expect(parsed(wrong)).toBeNull();
  });
});
