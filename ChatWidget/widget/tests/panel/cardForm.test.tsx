// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cardOf } from '@contacthub/client';
import { cardWords } from '../../src/i18n/cardWords.ts';
import { messages } from '../../src/i18n/tr.ts';
import { translator } from '../../src/i18n/translate.ts';
import { CardForm } from '../../src/panel/CardForm.tsx';
import { PanelContext, type Panel } from '../../src/panel/context.ts';

const button = (id: string, text: string) => ({ id, text, said: null, href: null });
const send = button('m.0', 'Gönder');
const json = {
  buttons: [{ ...send, kind: 'submit' }, { ...button('m.1', 'Vazgeç'), kind: 'postBack' }],
  fields: [
    { id: 'name', kind: 'text', label: 'Adınız', isRequired: true, error: 'Adınızı yazın' },
    { id: 'many', kind: 'number', label: 'Kaç tane', min: '1', max: '5' },
    { id: 'day', kind: 'date', label: 'Gün', min: '2026-01-01' },
    { id: 'news', kind: 'toggle', label: 'Haber verin', choices: [{ title: '✓', value: 'evet' }, { title: '–', value: 'hayır' }] },
    { id: 'what', kind: 'choice', label: 'Konu', choices: [{ title: 'Su', value: 'su' }, { title: 'Yol', value: 'yol' }] },
    { id: 'where', kind: 'choices', label: 'Nerede', choices: [{ title: 'Sokak', value: 's' }, { title: 'Park', value: 'p' }, { title: 'Ev', value: 'e' }] },
  ],
};
const card = cardOf(json)!;
const chosen = vi.fn();
let place: HTMLElement;

const draw = (onChoose: typeof chosen | null) => act(() => render(
  <PanelContext.Provider value={{ language: 'tr', t: translator(messages) } as unknown as Panel}><CardForm form={card.form!} buttons={card.buttons} onChoose={onChoose} /></PanelContext.Provider>, place));
const labelled = <T extends HTMLElement>(label: string) => {
  const found = [...place.querySelectorAll('label')].find(one => one.textContent?.startsWith(label))!;
  return (found.htmlFor ? place.querySelector(`[id="${found.htmlFor}"]`) : found.querySelector('input')) as T;
};
const fill = (label: string, value: string) => act(() => {
  const field = labelled<HTMLInputElement>(label);
  field.value = value;
  field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));
});
const press = (text: string) => act(() => [...place.querySelectorAll('button')].find(one => one.textContent === text)!.click());
const alerts = () => [...place.querySelectorAll('[role=alert]')].map(one => one.textContent);

beforeEach(() => {
  chosen.mockClear();
  place = document.createElement('div');
  document.body.append(place);
});
afterEach(() => {
  render(null, place);
  place.remove();
});

describe('what is to be filled in on a card', () => {
  test('is said with every field, those that are empty too', async () => {
    await draw(chosen);
    await fill('Adınız', 'Ayşe');
    await fill('Konu', 'yol');
    await act(() => labelled('Haber verin').click());
    await act(() => labelled('Ev').click());
    await act(() => labelled('Sokak').click());

    await press('Gönder');

    expect(chosen.mock.calls).toEqual([[send, { name: 'Ayşe', many: '', day: '', news: 'evet', what: 'yol', where: 's,e' }]]);
    expect(place.querySelector('[role=status]')!.textContent).toBe(cardWords.tr.sent);
  });

  test('is not sent while something is wrong, which is said by the field and has the focus', async () => {
    await draw(chosen);
    await fill('Kaç tane', '7');

    await press('Gönder');

    expect(chosen).not.toHaveBeenCalled();
    expect(alerts()).toEqual(['Adınızı yazın', cardWords.tr.range]);
    const name = labelled<HTMLInputElement>('Adınız');
    expect(document.activeElement).toBe(name);
    expect([name.getAttribute('aria-invalid'), place.querySelector(`[id="${name.getAttribute('aria-describedby')!}"]`)!.textContent]).toEqual(['true', 'Adınızı yazın']);
    await fill('Adınız', 'Ayşe');
    await fill('Kaç tane', 'üç');
    expect(alerts()).toEqual([cardWords.tr.number]);
  });

  test('is sent once, and again when something was changed', async () => {
    await draw(chosen);
    await fill('Adınız', 'Ayşe');
    await press('Gönder');
    await press('Gönder');
    expect(chosen).toHaveBeenCalledTimes(1);

    await fill('Adınız', 'Fatma');
    await press('Gönder');

    expect(chosen).toHaveBeenCalledTimes(2);
  });

  test('is left as it is by a button that does not want it', async () => {
    await draw(chosen);

    await press('Vazgeç');

    expect(chosen.mock.calls).toEqual([[card.buttons[1]]]);
  });

  test('can be read and not sent when the bot no longer has the turn', async () => {
    await draw(null);

    expect(place.querySelector('fieldset')!.disabled).toBe(true);
    expect([...place.querySelectorAll('button')].every(one => one.disabled)).toBe(true);
  });
});
