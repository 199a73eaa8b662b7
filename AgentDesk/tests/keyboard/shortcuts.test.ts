import { describe, expect, it } from 'vitest';
import { AFTER_G, decide, KEYS, SEQUENCE_WAIT, type Press } from '../../src/keyboard/shortcuts';

const press = (key: string, part: Partial<Press> = {}): Press => ({ key, typing: false, at: 0, ...part });

describe('a key press', () => {
  it('does what its key stands for', () => {
    for (const [key, command] of Object.entries(KEYS)) expect(decide(press(key), null)).toEqual({ command, pending: null });
  });

  it('is a letter while typing', () => {
    for (const key of [...Object.keys(KEYS), 'g']) expect(decide(press(key, { typing: true }), null)).toEqual({ command: null, pending: null });
  });

  it('belongs to the browser together with Ctrl, Meta or Alt', () => {
    expect(decide(press('r', { control: true }), null).command).toBeNull();
    expect(decide(press('t', { alt: true }), null).command).toBeNull();
  });

  it('opens the palette with Ctrl and K, typing or not', () => {
    expect(decide(press('k', { control: true, typing: true }), null).command).toBe('palette');
  });

  it('goes to a list by g and its letter', () => {
    const { pending } = decide(press('g', { at: 100 }), null);
    for (const [key, command] of Object.entries(AFTER_G)) expect(decide(press(key, { at: 400 }), pending)).toEqual({ command, pending: null });
  });

  it('means itself again when the second key comes too late', () => {
    const { pending } = decide(press('g', { at: 0 }), null);
    expect(decide(press('r', { at: SEQUENCE_WAIT + 1 }), pending).command).toBe('reply');
  });

  it('does nothing as an unknown second key, and ends the sequence', () => {
    const { pending } = decide(press('g'), null);
    expect(decide(press('t', { at: 10 }), pending)).toEqual({ command: null, pending: null });
  });
});
