import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Hub } from '../e2e/hub.ts';
import { Citizen, ConnectionStatus, secret, sockets, token, until } from './citizen.ts';

let hub: Hub;
let open: Citizen[] = [];

const come = (options: ConstructorParameters<typeof Citizen>[1]): Citizen => {
  const citizen = new Citizen(hub.address, options);
  open.push(citizen);
  return citizen;
};

const isBots = (activity: { from: { role?: string }; channelData?: { kind?: string } }): boolean => activity.from.role === 'bot' && !activity.channelData?.kind;

beforeAll(async () => {
  hub = await Hub.start([`--Sites:0:DirectLineSecret=${secret}`]);
});

afterEach(() => {
  for (const citizen of open) citizen.client.end();
  open = [];
});

afterAll(async () => {
  await hub.stop();
});

test('starts, is greeted, says something, sees it come back with its id and then the answer', async () => {
  const citizen = come({ token: (await token(hub.address)).token });

  const id = await citizen.say('Su faturamı nasıl öderim?', 'first-one');
  const answer = await citizen.sees((activity) => isBots(activity) && activity.text?.includes('abone numaranızla') === true);

  expect(citizen.seen[0]).toMatchObject({ type: 'message', channelData: { kind: 'greeting' } });
  expect(citizen.echoes('first-one')).toHaveLength(1);
  expect(citizen.echoes('first-one')[0]).toMatchObject({ id, text: 'Su faturamı nasıl öderim?', from: { id: 'ayse-1', role: 'user' } });
  expect(citizen.seen.indexOf(citizen.echoes('first-one')[0]!)).toBeLessThan(citizen.seen.indexOf(answer));
  expect(answer).toMatchObject({ type: 'message', textFormat: 'markdown' });
});

test('gets the options of the bot as buttons, and a person for the button of that', async () => {
  const citizen = come({ token: (await token(hub.address)).token });
  await citizen.say('kırmızı zürafa trombon', 'nonsense-1');
  await citizen.say('mor zürafa trombon', 'nonsense-2');
  const offer = await citizen.sees((activity) => activity.suggestedActions?.actions.some((action) => action.value.includes('emsilci')) === true);
  const button = offer.suggestedActions!.actions.find((action) => action.value.includes('emsilci'))!;
  expect(button.type).toBe('imBack');

  await citizen.say(button.value, 'the-button');

  await citizen.sees((activity) => activity.channelData?.kind === 'queueEntered');
});

test('comes back by itself when the socket is cut, and misses and doubles nothing', async () => {
  const citizen = come({ token: (await token(hub.address)).token });
  await citizen.say('Önce', 'before-the-cut');
  await until(() => citizen.echoes('before-the-cut').length === 1);
  const cut = sockets.at(-1)!;

  cut.terminate();
  await citizen.say('Arada', 'in-between');

  await until(() => citizen.echoes('in-between').length === 1);
  await citizen.say('Sonra', 'afterwards');
  await until(() => citizen.echoes('afterwards').length === 1);
  expect(sockets.at(-1)).not.toBe(cut);
  expect(citizen.echoes('before-the-cut')).toHaveLength(1);
  expect(new Set(citizen.seen.map((activity) => activity.id)).size).toBe(citizen.seen.length);
});

test('resumes on another page from the watermark that was given there', async () => {
  const made = await token(hub.address);
  const first = come({ token: made.token });
  await first.say('Bir', 'page-one');
  await until(() => first.echoes('page-one').length === 1);
  first.client.end();
  const answer = await fetch(`${hub.address}/v3/directline/conversations/${made.conversationId}/activities`, { headers: { authorization: `Bearer ${made.token}` } });
  const { watermark } = (await answer.json()) as { watermark: string };

  const second = come({ token: made.token, conversationId: made.conversationId, watermark });
  await second.say('İki', 'page-two');

  await until(() => second.echoes('page-two').length === 1);
  expect(second.echoes('page-one')).toHaveLength(0);
});

test('a message that is posted again is there once, under the first id', async () => {
  const citizen = come({ token: (await token(hub.address)).token });

  const ids = [await citizen.say('Bir kez', 'only-once'), await citizen.say('Bir kez', 'only-once')];
  await citizen.say('Son', 'the-last');
  await until(() => citizen.echoes('the-last').length === 1);

  expect(ids[1]).toBe(ids[0]);
  expect(citizen.echoes('only-once')).toHaveLength(1);
});

test('a renewed token goes on in the same conversation', async () => {
  const made = await token(hub.address);
  const answer = await fetch(`${hub.address}/v3/directline/tokens/refresh`, { method: 'POST', headers: { authorization: `Bearer ${made.token}` } });
  const renewed = (await answer.json()) as { token: string; conversationId: string };
  expect(renewed.conversationId).toBe(made.conversationId);

  const citizen = come({ token: renewed.token });
  citizen.client.reconnect({ conversationId: renewed.conversationId, token: renewed.token });
  await citizen.say('Merhaba', 'renewed-one');

  await until(() => citizen.echoes('renewed-one').length === 1);
});

test('comes back by itself after the hub was killed and started again, and misses and doubles nothing', async () => {
  const citizen = come({ token: (await token(hub.address)).token });
  await citizen.say('Önce', 'before-the-kill');
  await until(() => citizen.echoes('before-the-kill').length === 1);

  await hub.kill();
  await hub.run();
  await until(async () => citizen.say('Sonra', 'after-the-kill').then(() => true, () => false));

  await until(() => citizen.echoes('after-the-kill').length === 1);
  expect(citizen.echoes('before-the-kill')).toHaveLength(1);
  expect(new Set(citizen.seen.map((activity) => activity.id)).size).toBe(citizen.seen.length);
});

test('polls where there are no sockets', async () => {
  const before = sockets.length;
  const citizen = come({ token: (await token(hub.address)).token, webSocket: false, pollingInterval: 200 });

  const id = await citizen.say('Su faturamı nasıl öderim?', 'by-polling');
  await citizen.sees(isBots);

  expect(citizen.echoes('by-polling').map((activity) => activity.id)).toEqual([id]);
  expect(sockets).toHaveLength(before);
});

test('is told that a forged token opens nothing', async () => {
  const citizen = come({ token: 'forged' });

  const status = await new Promise((resolve) => {
    citizen.client.connectionStatus$.subscribe((now) => {
      if (Number(now) === ConnectionStatus.FailedToConnect) resolve(now);
    });
  });

  expect(status).toBe(ConnectionStatus.FailedToConnect);
});
