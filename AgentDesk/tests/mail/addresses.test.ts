import { describe, expect, it } from 'vitest';
import { joined, read } from '../../src/mail/addresses';

describe('addresses', () => {
  it('are read as they are written', () => {
    const all = [{ address: 'a@b.tr', name: null }, { address: 'çözüm@ornek.bel.tr', name: 'Yılmaz, Ayşe' }, { address: 'c@d.tr', name: 'Su; Park' }];
    expect(read(joined(all))).toEqual({ addresses: all, wrong: [] });
    expect(read(' a@b.tr; Ali <c@d.tr> ,').addresses).toEqual([{ address: 'a@b.tr', name: null }, { address: 'c@d.tr', name: 'Ali' }]);
    expect(read('')).toEqual({ addresses: [], wrong: [] });
  });

  it('are nothing else, and what is none is named', () => {
    for (const wrong of ['a', 'a@b', 'a b@c.tr', '<a@b.tr', 'a@b.tr c@d.tr', 'a@@b.tr', 'Ali <ali@>']) expect(read(wrong)).toEqual({ addresses: [], wrong: [wrong] });
    expect(read('a@b.tr, x; "Yılmaz, Ayşe" <y>')).toEqual({ addresses: [{ address: 'a@b.tr', name: null }], wrong: ['x', '"Yılmaz, Ayşe" <y>'] });
  });
});
