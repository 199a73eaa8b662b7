import { HubError, memoryStorage, type TabChannel } from '@contacthub/client';
import { describe, expect, test } from 'vitest';
import { settled } from '../../../client/tests/support/fakeScheduler.ts';
import { setUpChat } from '../support/chatSetUp.ts';

describe('before the first message', () => {
  test('nothing is stored, asked for or connected', async () => {
    const { chat, hub, storage, requests } = setUpChat();
    chat.resume();
    chat.typing(true);
    chat.markRead();
    await settled();
    expect([storage.keys(), requests, hub.starts, chat.connection.state]).toEqual([[], [], 0, 'idle']);
  });

  test('pressing send stores, gets a session, connects, joins and sends, in that order', async () => {
    const { chat, hub, storage, requests, sent, tokens } = setUpChat();
    chat.say('Su faturamı nasıl öderim?');
    expect(storage.keys()).toHaveLength(1);
    expect(chat.feed.state.echoes).toMatchObject([{ status: 'sending', text: 'Su faturamı nasıl öderim?' }]);
    await settled();
    expect(requests).toEqual([{ site: 'demo', language: 'tr', token: null, identity: null, fresh: false }]);
    expect(tokens).toEqual(['token-1']);
    expect(hub.calls.slice(0, 2).map(call => call.method)).toEqual(['join', 'send']);
    expect(sent()).toMatchObject([{ text: 'Su faturamı nasıl öderim?', page: 'https://www.example.bel.tr/su' }]);
    expect([chat.feed.state.lastSeq, chat.feed.state.echoes]).toEqual([2, []]);
    expect(storage.keys()).toEqual(['contacthub.demo.session']);
  });

  test('a hub that is away gets the message when it is back', async () => {
    const { chat, sessions, sent, scheduler } = setUpChat();
    sessions.push(new HubError('disconnected'), new HubError('unavailable'));
    chat.say('a');
    await settled();
    expect([chat.connection.state, sent()]).toEqual(['reconnecting', []]);
    await scheduler.advance(5_000);
    expect(sent()).toHaveLength(1);
  });
});

describe('coming back', () => {
  test('a reload goes on with the session and sends what was left under the same client id', async () => {
    const before = setUpChat();
    before.chat.say('a');
    await settled();
    before.hub.answers.set('send', () => { throw new HubError('disconnected'); });
    before.chat.say('b');
    await settled();
    const unsent = before.sent().at(-1)?.clientId;

    const after = setUpChat({ storage: before.storage });
    after.chat.resume();
    expect(after.chat.feed.state.echoes).toMatchObject([{ text: 'b', status: 'sending' }]);
    await settled();
    expect(after.requests).toEqual([]);
    expect(after.sent().map(message => message.clientId)).toEqual([unsent]);
  });

  test('an expired token is renewed with the old one', async () => {
    const { chat, hub, requests, tokens, sent } = setUpChat();
    chat.say('a');
    await settled();
    hub.refusals.push(Object.assign(new Error('Unauthorized'), { statusCode: 401 }));
    hub.lose();
    chat.connection.hint('visible');
    await settled();
    expect(requests.at(-1)).toMatchObject({ token: 'token-1' });
    expect([tokens.at(-1), chat.connection.state, sent().length]).toEqual(['token-2', 'online', 1]);
  });

  test('a token that is not even renewable begins a new visitor', async () => {
    const { chat, hub, sessions, requests } = setUpChat();
    chat.say('a');
    await settled();
    hub.refusals.push(new HubError('unauthorized'));
    sessions.push(new HubError('unauthorized'), 'c-2');
    hub.lose();
    chat.connection.hint('visible');
    await settled();
    expect(requests.slice(1).map(request => request.token)).toEqual(['token-1', null]);
    expect(chat.connection.state).toBe('online');
  });
});

describe('another conversation', () => {
  test('a message for a conversation that has moved goes to the other one', async () => {
    const { chat, hub, sessions, requests, sent, log } = setUpChat();
    chat.say('a');
    await settled();
    const answer = hub.answers.get('send')!;
    hub.answers.set('send', () => { hub.answers.set('send', answer); throw new HubError('moved'); });
    sessions.push('c-2');
    log.length = 0;
    chat.say('b');
    await settled();
    expect(requests).toHaveLength(2);
    expect(sent().map(message => message.text)).toEqual(['a', 'b', 'b']);
    expect(sent()[1]?.clientId).toBe(sent()[2]?.clientId);
    expect(chat.feed.state.entries.map(entry => entry.kind)).toEqual(['conversationOpened', 'messagePosted']);
  });

  test('a hub that keeps saying moved is not asked for ever', async () => {
    const { chat, hub, requests, scheduler } = setUpChat();
    hub.answers.set('send', () => { throw new HubError('moved'); });
    chat.say('a');
    await scheduler.advance(0);
    expect(requests.length).toBeLessThanOrEqual(4);
    expect(chat.outbox.items()).toHaveLength(1);
  });

  test('a new one is asked for as fresh and starts empty', async () => {
    const { chat, sessions, requests, log } = setUpChat();
    chat.say('a');
    await settled();
    sessions.push('c-2');
    log.length = 0;
    await chat.startNew();
    await settled();
    expect(requests.at(-1)).toMatchObject({ fresh: true, token: 'token-1' });
    expect(chat.feed.state.entries).toEqual([]);
  });
});

describe('identity', () => {
  test('finds the citizen\'s conversation without storing anything', async () => {
    const { chat, requests, storage, open } = setUpChat();
    open();
    await chat.identify('signed');
    await settled();
    expect(requests).toMatchObject([{ identity: 'signed' }]);
    expect([chat.feed.state.lastSeq, storage.keys()]).toEqual([1, []]);
  });

  test('a refused one is told, and the chat goes on without it', async () => {
    const { chat, sessions, requests, sent } = setUpChat();
    sessions.push(new HubError('unauthorized'));
    await expect(chat.identify('forged')).rejects.toMatchObject({ code: 'unauthorized' });
    chat.say('a');
    await settled();
    expect(requests.at(-1)).toMatchObject({ identity: null });
    expect(sent()).toHaveLength(1);
  });
});

test('what is no message and was refused is told once and given up', async () => {
  const { chat, hub, errors } = setUpChat();
  chat.say('a');
  await settled();
  hub.answers.set('rate', () => { throw new HubError('invalid'); });
  chat.rate(4, '');
  await settled();
  expect([errors, chat.outbox.items(), chat.isPending('rate')]).toEqual([['invalid'], [], false]);
});

test('a second tab joins as soon as the first one has a session', async () => {
  const storage = memoryStorage();
  const listeners: ((message: unknown) => void)[][] = [[], []];
  const channel = (index: number): TabChannel => ({
    post: message => listeners[1 - index]!.forEach(listener => listener(structuredClone(message))),
    onMessage: listener => { listeners[index]!.push(listener); },
  });
  const one = setUpChat({ storage, channel: channel(0) });
  const two = setUpChat({ storage, channel: channel(1) });
  two.chat.resume();
  expect(two.chat.connection.state).toBe('idle');
  one.chat.say('a');
  await settled();
  expect([two.chat.connection.state, two.tokens, two.requests]).toEqual(['online', ['token-1'], []]);
});
