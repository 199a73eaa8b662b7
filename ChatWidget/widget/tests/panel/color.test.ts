import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast, paletteOf, parse } from '../../src/panel/color.ts';

test('whatever colour a site has, its words can be read (4.5 to 1)', () => {
  const hex = fc.integer({ min: 0, max: 0xffffff }).map(value => `#${value.toString(16).padStart(6, '0')}`);
  fc.assert(fc.property(hex, color => {
    const palette = paletteOf(color);
    const pairs: [string, string][] = [
      [palette.brand, palette.onBrand], [palette.brandDeep, palette.onBrand], [palette.accent, '#f3f7f9'], [palette.accentOnDark, '#152833'],
    ];
    for (const [a, b] of pairs) expect(contrast(parse(a), parse(b))).toBeGreaterThanOrEqual(4.5);
  }), { numRuns: 500 });
});

test('contrast is the one that WCAG defines', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5);
  expect(contrast(parse('#767676'), [255, 255, 255])).toBeCloseTo(4.54, 2);
});
