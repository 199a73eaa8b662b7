// @vitest-environment happy-dom
import { HubError } from '@contacthub/client';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { settled } from '../../../client/tests/support/fakeScheduler.ts';
import { parseSiteConfig } from '../../src/chat/siteConfig.ts';
import { messages } from '../../src/i18n/tr.ts';
import { translator } from '../../src/i18n/translate.ts';
import { PanelContext } from '../../src/panel/context.ts';
import { Panel } from '../../src/panel/Panel.tsx';
import { setUpChat } from '../support/chatSetUp.ts';

const agent = { kind: 'agent', id: 'a-1', name: 'Deniz Kaya' };
let place: HTMLElement;

async function draw(open = true) {
  const hub = setUpChat();
  const config = parseSiteConfig({ site: 'demo', title: { tr: 'Belediye' }, greeting: { tr: 'Merhaba' }, open, hours: '08:30–17:30', privacyUrl: 'javascript:alert(1)', languages: ['tr'] });
  const close = vi.fn();
  place = document.createElement('div');
  document.body.append(place);
  const panel = { chat: hub.chat, config, language: 'tr' as const, t: translator(messages), sound: { current: null }, setLanguage: () => {}, close };
  await act(() => render(<PanelContext.Provider value={panel}><Panel seen /></PanelContext.Provider>, place));
  return { ...hub, close };
}

const find = <T extends HTMLElement>(selector: string) => place.querySelector<T>(selector)!;
const text = (selector: string) => place.querySelector(selector)?.textContent ?? null;

/** Lets the panel and the hub finish what a press began. */
async function after(press: () => void): Promise<void> {
  await act(async () => {
    press();
    await settled();
  });
  await act(settled);
}

async function write(words: string): Promise<void> {
  const field = find<HTMLTextAreaElement>('#composer');
  await after(() => {
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

const press = (selector: string, key: string) => after(() => find(selector).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
const click = (selector: string) => after(() => find(selector).click());

afterEach(() => {
  render(null, place);
  place.remove();
});

describe('panel', () => {
  test('greets, says what becomes of the words, and offers a person', async () => {
    await draw();
    expect(text('h1')).toBe('Belediye');
    expect(text('.bubble')).toBe('Merhaba');
    expect(text('.privacy')).toContain(messages.privacy);
    expect(place.querySelector('.privacy a')).toBeNull();
    expect(text('.person')).toBe(messages.person);
    expect(find('[role="log"]').getAttribute('aria-live')).toBe('polite');
  });

  test('Enter sends, and the message stands in the log as sent', async () => {
    const { sent } = await draw();
    await write('Su faturası');
    await press('#composer', 'Enter');
    expect(sent().map(message => message.text)).toEqual(['Su faturası']);
    expect(find<HTMLTextAreaElement>('#composer').value).toBe('');
    expect(text('.mine .bubble')).toBe('Su faturası');
    expect(text('.mine .delivery')).toBe(messages.sent);
  });

  test('blank and overlong messages stay where they are', async () => {
    const { sent } = await draw();
    for (const words of ['   ', 'x'.repeat(1001)]) {
      await write(words);
      await press('#composer', 'Enter');
    }
    expect(sent()).toEqual([]);
    expect(text('#composer-count')).toBe('Mesaj 1 karakter fazla');
    await write('x'.repeat(950));
    expect(text('#composer-count')).toBe('Kalan karakter: 50');
  });

  test('a refused message can be edited and sent as another one', async () => {
    const { hub, chat } = await draw();
    const answer = hub.answers.get('send')!;
    hub.answers.set('send', () => { throw new HubError('invalid'); });
    await write('yanlış');
    await press('#composer', 'Enter');
    expect(text('.mine .delivery')).toBe(messages.notSent);
    const [, edit] = place.querySelectorAll<HTMLButtonElement>('.failed-actions button');
    await after(() => edit!.click());
    expect(find<HTMLTextAreaElement>('#composer').value).toBe('yanlış');
    expect([place.querySelector('.mine'), chat.outbox.items()]).toEqual([null, []]);
    hub.answers.set('send', answer);
    await press('#composer', 'Enter');
    expect(text('.mine .delivery')).toBe(messages.sent);
  });

  test('a quick reply is sent as it was offered', async () => {
    const { append, sent } = await draw();
    await write('su');
    await press('#composer', 'Enter');
    await after(() => { append('messagePosted', { text: 'Hangisi?', options: [{ id: 'faq:1', text: 'Su borcu' }] }, { kind: 'bot', id: 'faq' }); });
    await click('.reply');
    expect(sent().at(-1)).toMatchObject({ text: 'Su borcu', optionId: 'faq:1' });
    expect(place.querySelector('.reply')).toBeNull();
  });

  test('a card shows what it has, and its button says what it means while the bot has the turn', async () => {
    const { append, sent } = await draw();
    await write('hava');
    await press('#composer', 'Enter');
    const buttons = [{ id: 'b.0', text: 'Yarın', kind: 'imBack', said: 'yarın nasıl' }, { id: 'b.1', text: 'Harita', kind: 'openUrl', value: 'https://harita.example/' }];
    await after(() => { append('messagePosted', { text: '', cards: [{ title: 'Hava', text: '**24** derece', images: [{ url: 'https://a.example/b.png', alt: 'Güneş' }], buttons }] }, { kind: 'bot', id: 'deneme' }); });
    await vi.waitFor(() => expect(find('.bot-card')).not.toBeNull());
    expect([text('.card-title'), find('.bot-card strong').textContent, find<HTMLImageElement>('.bot-card img').alt]).toEqual(['Hava', '24', 'Güneş']);
    expect(find<HTMLAnchorElement>('a.card-button')).toMatchObject({ href: 'https://harita.example/', target: '_blank', rel: 'noopener noreferrer' });
    expect(place.querySelector('.theirs:last-child .bubble')).toBeNull();
    await click('button.card-button');
    expect(sent().at(-1)).toMatchObject({ text: 'yarın nasıl', optionId: 'b.0' });
    await after(() => { append('agentAssigned', { agentId: 'a-1', agentName: 'Deniz Kaya', how: 'taken' }, agent); });
    expect(find<HTMLButtonElement>('button.card-button').disabled).toBe(true);
  });

  test('what a bot has written so far is shown until the message is there', async () => {
    const { append, hub } = await draw();
    await write('su');
    await press('#composer', 'Enter');
    const bot = { kind: 'bot', id: 'deneme' };
    await after(() => { hub.push('signal', 'c-1', { kind: 'typing', by: bot, typing: true, text: 'Su kesin' }); });
    expect(text('.writing')).toBe('Su kesin');
    await after(() => { append('messagePosted', { text: 'Su kesintisi yok.' }, bot); });
    expect([place.querySelector('.writing'), text('.theirs:last-child .bubble')]).toEqual([null, 'Su kesintisi yok.']);
  });

  test('the queue is shown with place and wait, then the agent by name', async () => {
    const { append, hub } = await draw();
    await write('su');
    await press('#composer', 'Enter');
    await after(() => {
      append('queueEntered', { departmentId: 'su' }, { kind: 'system', id: 'hub' });
      hub.push('signal', 'c-1', { kind: 'queue', position: 2, waitSeconds: 130, agentsOnline: 1 });
    });
    expect(text('.queue')).toContain('Sıradaki yeriniz: 2');
    expect(text('.queue')).toContain('yaklaşık 2 dakika');
    expect(place.querySelector('.person')).toBeNull();
    await after(() => { append('agentAssigned', { agentId: 'a-1', agentName: 'Deniz Kaya', how: 'accepted' }, agent); });
    expect([text('.header [role="status"]'), text('.avatar-header'), place.querySelector('.queue')]).toEqual(['Deniz Kaya ile görüşüyorsunuz', 'DK', null]);
    await after(() => { append('messagePosted', { text: '<b>Merhaba</b>' }, agent); });
    expect(find('.theirs:last-child .bubble').innerHTML).toBe('<p>&lt;b&gt;Merhaba&lt;/b&gt;</p>');
    expect(hub.calls.at(-1)).toEqual({ method: 'read', args: [5] });
  });

  test('at the end it asks how it was', async () => {
    const { append, chat, hub } = await draw();
    await write('su');
    await press('#composer', 'Enter');
    await after(() => { append('conversationResolved', {}, agent); });
    await vi.waitFor(() => expect(find('.star')).not.toBeNull());
    await click('.star:nth-child(4) input');
    await click('.end .button-primary');
    expect(hub.calls.find(call => call.method === 'rate')?.args).toMatchObject([{ score: 4 }]);
    expect(place.querySelector('.banner')).toBeNull();
    await after(() => {
      hub.answers.set('rate', () => { throw new HubError('invalid'); });
      chat.rate(1, '');
    });
    expect(text('.banner')).toBe(messages.failFault);
  });

  test('out of hours the request form keeps what was written and wants a contact that is one', async () => {
    const { append, hub } = await draw(false);
    expect(text('.header [role="status"]')).toBe(messages.closedStatus);
    await write('Sokak lambası yanmıyor');
    await press('#composer', 'Enter');
    await after(() => { append('messagePosted', { text: 'Kapalıyız', options: [{ id: 'request', text: 'Talep bırak' }] }, { kind: 'bot', id: 'faq' }); });
    await click('.reply');
    await vi.waitFor(() => expect(find('.request')).not.toBeNull());
    expect(find<HTMLTextAreaElement>('.request textarea').value).toBe('Sokak lambası yanmıyor');
    const contact = find<HTMLInputElement>('.request input');
    for (const value of ['abc', '0532 111 22 33']) {
      await after(() => { contact.value = value; contact.dispatchEvent(new Event('input', { bubbles: true })); });
      await click('.request .button-primary');
    }
    expect(hub.calls.filter(call => call.method === 'identify' || call.method === 'recordRequest').map(call => call.args[0])).toMatchObject([
      { kind: 'phone', value: '0532 111 22 33' }, { text: 'Sokak lambası yanmıyor' },
    ]);
    expect(place.querySelector('.request')).toBeNull();
  });
});
