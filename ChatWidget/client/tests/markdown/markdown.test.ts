import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMarkdown, parsePlain, safeAddress, type Block, type Inline } from '../../src/index.ts';

const link = (href: string, text: string, web = true): Inline => ({ tag: 'a', href, web, text });
const p = (...lines: Inline[][]): Block => ({ tag: 'p', lines });
const ul = (...lines: Inline[][]): Block => ({ tag: 'ul', lines });
const ol = (...lines: Inline[][]): Block => ({ tag: 'ol', lines });

/** Without the empty words between marks, which nobody sees. */
const seen = (parts: readonly Inline[]): Inline[] => parts.flatMap((part): Inline[] =>
  (part === '' ? [] : typeof part === 'string' || part.tag === 'a' ? [part] : [{ ...part, parts: seen(part.parts) }]));

const links = (parts: readonly Inline[]): string[] => parts.flatMap(part => (typeof part === 'string' ? [] : part.tag === 'a' ? [part.href] : links(part.parts)));
const allLinks = (text: string) => parseMarkdown(text).flatMap(block => block.lines).flatMap(links);

describe('a bot\'s Markdown', () => {
  test.each<[string, Block[]]>([
    ['', []],
    ['one\r\ntwo\n\n\nthree', [p(['one'], ['two']), p(['three'])]],
    ['**su** ve *yol*', [p([{ tag: 'strong', parts: ['su'] }, ' ve ', { tag: 'em', parts: ['yol'] }])]],
    ['**a *b* c**', [p([{ tag: 'strong', parts: ['a ', { tag: 'em', parts: ['b'] }, ' c'] }])]],
    ['Yollar:\n- e-belediye\n* PTT\n1. bir\n2) iki\nSon', [p(['Yollar:']), ul(['e-belediye'], ['PTT']), ol(['bir'], ['iki']), p(['Son'])]],
    ['[adres](https://x.org/a_(b))', [p([link('https://x.org/a_(b)', 'adres')])]],
    ['bak: https://x.org/su.', [p(['bak: ', link('https://x.org/su', 'https://x.org/su'), '.'])]],
    ['[Ara](tel:153) [yaz](mailto:a@b.org)', [p([link('tel:153', 'Ara', false), ' ', link('mailto:a@b.org', 'yaz', false)])]],
    ['[metin](/demo/privacy.html)', [p([link('/demo/privacy.html', 'metin')])]],
    ['2 * 3 * 4', [p(['2 * 3 * 4'])]],
    ['<b>x</b>', [p(['<b>x</b>'])]],
  ])('%j', (text, expected) => {
    expect(parseMarkdown(text).map(block => ({ ...block, lines: block.lines.map(seen) }))).toEqual(expected);
  });

  test.each([
    '[x](javascript:alert(1))', '[x](JaVaScRiPt:alert(1))', '[x](data:text/html,x)', '[x](//evil.org)', '[x](https:///evil)', '**[x](vbscript:x)**',
  ])('%s leads nowhere', text => {
    expect(allLinks(text)).toEqual([]);
  });

  test('has no link that is not safe, whatever the text', () => {
    const pieces = fc.constantFrom('**', '*', '[', '](', ')', 'javascript:', 'https://', 'tel:', 'mailto:', '//', '/', '\n', '- ', '1. ', ' ', 'a', '@', '1', '<b>');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 30 }), parts => {
      expect(allLinks(parts.join('')).map(safeAddress)).not.toContain(null);
    }));
  });
});

test('people\'s words are not Markdown', () => {
  expect(parsePlain('**x** <b> https://x.org/a, [y](https://z.org)'))
    .toEqual(['**x** <b> ', link('https://x.org/a', 'https://x.org/a'), ', [y](', link('https://z.org', 'https://z.org'), ')']);
});

test('only web, mail and telephone addresses are safe', () => {
  expect(['http://a', 'https://a/b?c#d', 'mailto:a@b', 'tel:+90 (312) 153-00', '/privacy.html'].map(safeAddress)).not.toContain(null);
  expect(['//a', '/\\a', 'a', 'ftp://a', 'file:///a', ' https://a', 'tel:javascript', 'blob:https://a'].map(safeAddress)).toEqual(Array(8).fill(null));
});
