import { describe, expect, it } from 'vitest';
import { found, isFilled, oneLine, piecesOf, type Template } from '../../src/templates/model';

const template = (name: string, body: string, ...keys: string[]): Template => ({ name, language: 'tr', category: 'utility', body, buttons: [], fields: keys.map((key) => ({ key })) });

describe('a template', () => {
  it('is taken apart where something is filled in, by place or by name', () => {
    expect(piecesOf('Sayın {{1}}, {{ 2 }}.', 'body', { 'body.1': ' Ayşe ', 'header.2': 'x' })).toEqual([
      { text: 'Sayın ', value: null }, { text: '{{1}}', value: 'Ayşe' }, { text: ', ', value: null }, { text: '{{ 2 }}', value: '' }, { text: '.', value: null },
    ]);
    expect(piecesOf('{{first_name}}', 'header', { 'header.first_name': 'Ali' })).toEqual([{ text: '{{first_name}}', value: 'Ali' }]);
  });

  it('keeps what only looks like a blank as it is', () => {
    expect(piecesOf('{{Büyük}} {1}', 'body', {})).toEqual([{ text: '{{Büyük}} {1}', value: null }]);
  });

  it('is filled in when nothing is left out', () => {
    const two = template('a', '{{1}} {{2}}', 'body.1', 'body.2');
    expect([isFilled(two, { 'body.1': 'a', 'body.2': ' ' }), isFilled(two, { 'body.1': 'a', 'body.2': 'b' }), isFilled(template('b', 'x'), {})]).toEqual([false, true, true]);
  });

  it('takes no line breaks, tabs or rows of spaces', () => {
    expect(oneLine('a\r\nb\tc      d    e')).toBe('a b c d    e');
  });

  it('is found by its name and its words, Turkish ones too', () => {
    const all = [template('randevu_hatirlatma', 'IŞIKLAR Mahallesi'), template('su_kesintisi', 'Yarın su kesik')];
    expect(found(all, 'ışıklar').map(({ name }) => name)).toEqual(['randevu_hatirlatma']);
    expect(found(all, 'su kesik').map(({ name }) => name)).toEqual(['su_kesintisi']);
    expect(found(all, 'randevu hat')).toHaveLength(1);
    expect(found(all, ' ')).toHaveLength(2);
    expect(found(all, 'yok')).toEqual([]);
  });
});
