import { describe, expect, it } from 'vitest';
import { fillCanned, searchCanned, slashAt } from '../../src/composer/canned';
import { hasDraft, keepDraft, readDraft } from '../../src/composer/drafts';
import type { Canned } from '../../src/hub/model';

const canned = (shortcut: string, title: string, text: string, language: string | null = null): Canned => ({ id: shortcut, shortcut, title, text, departmentId: null, language });

describe('a canned answer', () => {
  it('is filled with citizen, agent and number', () => {
    expect(fillCanned('Sayın {citizen}, ben {agent}. Numaranız {number}.', { citizen: 'Ayşe', agent: 'Deniz', number: 1042 })).toBe('Sayın Ayşe, ben Deniz. Numaranız 1042.');
  });

  it('reads well when the citizen has no name', () => {
    expect(fillCanned('Merhaba {citizen}, hoş geldiniz.', { citizen: '', agent: 'Deniz', number: 1 })).toBe('Merhaba, hoş geldiniz.');
  });

  it('keeps braces that are not its own, and what looks like one inside a value', () => {
    expect(fillCanned('{site} {citizen}', { citizen: '{agent}', agent: 'Deniz', number: 1 })).toBe('{site} {agent}');
  });

  it('is asked for by a slash at the start or after a blank', () => {
    expect(slashAt('/sel', 4)).toEqual({ from: 0, words: 'sel' });
    expect(slashAt('Merhaba /', 9)).toEqual({ from: 8, words: '' });
    expect(slashAt('Merhaba\n/x', 10)).toEqual({ from: 8, words: 'x' });
  });

  it('is not asked for by a slash within a word, an address or after the caret', () => {
    expect(slashAt('ve/veya', 7)).toBeNull();
    expect(slashAt('https://a', 9)).toBeNull();
    expect(slashAt('/sel am', 7)).toBeNull();
    expect(slashAt('abc /sel', 3)).toBeNull();
  });

  it('is found by shortcut before title before text, in the conversation’s language first', () => {
    const all = [canned('x', 'Başka', 'selam'), canned('y', 'Selamlama', '…'), canned('selam', 'Hoş geldiniz', '…'), canned('selam-en', 'Welcome', '…', 'en')];
    expect(searchCanned(all, 'selam', 'tr').map((one) => one.shortcut)).toEqual(['selam', 'y', 'x', 'selam-en']);
    expect(searchCanned(all, 'SELÂM', 'en').map((one) => one.shortcut)).toEqual(['selam', 'selam-en', 'y', 'x']);
    expect(searchCanned(all, 'yok', 'tr')).toEqual([]);
  });
});

describe('a draft', () => {
  const store = () => {
    const values = new Map<string, string>();
    return { getItem: (key: string) => values.get(key) ?? null, setItem: (key: string, value: string) => void values.set(key, value), removeItem: (key: string) => void values.delete(key) };
  };

  it('is kept for each conversation, as a message or as a note', () => {
    const storage = store();
    keepDraft(storage, 'c-1', { text: 'Merhaba', note: false });
    keepDraft(storage, 'c-2', { text: 'n', note: true });
    expect(readDraft(storage, 'c-1')).toEqual({ text: 'Merhaba', note: false });
    expect(readDraft(storage, 'c-2')).toEqual({ text: 'n', note: true });
    expect(readDraft(storage, 'c-3')).toEqual({ text: '', note: false });
  });

  it('is forgotten when it is emptied', () => {
    const storage = store();
    keepDraft(storage, 'c-1', { text: 'Merhaba', note: false });
    keepDraft(storage, 'c-1', { text: '', note: false });
    expect(hasDraft(storage, 'c-1')).toBe(false);
  });
});
