// @vitest-environment happy-dom
import { render } from 'preact';
import { describe, expect, test } from 'vitest';
import { Markdown, PlainText } from '../../src/panel/markdown.tsx';

function html(text: string): string {
  const place = document.createElement('div');
  render(<Markdown text={text} newWindow="new" />, place);
  return place.innerHTML;
}

const link = (href: string, text: string) => `<a href="${href}" target="_blank" rel="noopener noreferrer">${text}<span class="unseen"> (new)</span></a>`;

describe('a bot\'s Markdown', () => {
  test.each([
    ['one\ntwo\n\nthree', '<p>one<br>two</p><p>three</p>'],
    ['**su** ve *yol*', '<p><strong>su</strong> ve <em>yol</em></p>'],
    ['Yollar:\n- e-belediye\n- PTT\nSon', '<p>Yollar:</p><ul><li>e-belediye</li><li>PTT</li></ul><p>Son</p>'],
    ['1. bir\n2. iki', '<ol><li>bir</li><li>iki</li></ol>'],
    ['[adres](https://x.org/a_(b))', `<p>${link('https://x.org/a_(b)', 'adres')}</p>`],
    ['bak: https://x.org/su.', `<p>bak: ${link('https://x.org/su', 'https://x.org/su')}.</p>`],
    ['[Ara](tel:153) veya [yaz](mailto:a@b.org)', '<p><a href="tel:153">Ara</a> veya <a href="mailto:a@b.org">yaz</a></p>'],
    ['2 * 3 * 4', '<p>2 * 3 * 4</p>'],
  ])('%j', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  test.each([
    '<img src=x onerror=alert(1)>', '<script>alert(1)</script>', '[x](javascript:alert(1))', '[x](JaVaScRiPt:alert(1))', '[x](data:text/html,x)',
    '[x](//evil.org)', '[x](https:///evil)', '**<b>x</b>**', '[<i>x</i>](vbscript:x)',
  ])('%s runs nothing and leads nowhere', text => {
    const place = document.createElement('div');
    render(<Markdown text={text} newWindow="new" />, place);
    expect([...place.querySelectorAll('*')].map(element => element.tagName.toLowerCase()).filter(tag => !['p', 'strong', 'em'].includes(tag))).toEqual([]);
  });
});

test('people\'s words are not Markdown', () => {
  const place = document.createElement('div');
  render(<PlainText text={'**x** <b> https://x.org/a, [y](https://z.org)'} newWindow="new" />, place);
  expect(place.innerHTML).toBe(`<p>**x** &lt;b&gt; ${link('https://x.org/a', 'https://x.org/a')}, [y](${link('https://z.org', 'https://z.org')})</p>`);
});
