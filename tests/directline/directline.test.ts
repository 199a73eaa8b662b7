import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { Hub } from '../e2e/hub.ts';
import { Citizen, ConnectionStatus, secret, sockets, token, until } from './citizen.ts';
import { Lossy } from './lossy.ts';

let hub: Hub;
let open: Citizen[] = [];

const come = (options: ConstructorParameters<typeof Citizen>[1]): Citizen => {
  const citizen = new Citizen(hub.address, options);
  open.push(citizen);
  return citizen;
};

const isBots = (activity: { from: { role?: string }; channelData?: { kind?: string } }): boolean => activity.from.role === 'bot' && !activity.channelData?.kind;

beforeAll(async () => {
  hub = await Hub.start([`--Sites:0:DirectLineSecret=${secret}`, '--Visitors:SendsPerVisitor=1000000']);
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

  expect(citizen.ordered[0]).toMatchObject({ type: 'message', channelData: { kind: 'greeting' } });
  expect(citizen.echoes('first-one')).toHaveLength(1);
  expect(citizen.echoes('first-one')[0]).toMatchObject({ id, text: 'Su faturamı nasıl öderim?', from: { id: 'ayse-1', role: 'user' } });
  expect(citizen.ordered.indexOf(citizen.echoes('first-one')[0]!)).toBeLessThan(citizen.ordered.indexOf(answer));
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

test('a message that was stored though its answer was lost on the way is there once when it is posted again', async () => {
  const lossy = await Lossy.start(hub.address);
  onTestFinished(() => lossy.stop());
  const citizen = come({ token: (await token(hub.address)).token, domain: `${lossy.address}/v3/directline` });
  await citizen.say('Önce', 'before-the-loss');

  lossy.loses = true;
  expect(await citizen.say('Yanıtı kaybolan', 'answer-lost')).toBe('retry');
  lossy.loses = false;
  const id = await citizen.say('Yanıtı kaybolan', 'answer-lost');

  await until(() => citizen.echoes('answer-lost').length > 0);
  await citizen.say('Son', 'after-the-loss');
  await until(() => citizen.echoes('after-the-loss').length > 0);
  expect(citizen.echoes('answer-lost').map((activity) => activity.id)).toEqual([id]);
});

test('a message that cannot be stored is to be posted again, and then there once', async () => {
  const citizen = come({ token: (await token(hub.address)).token });
  await citizen.say('Önce', 'before-the-fault');
  const database = join(hub.folder, 'events.db');

  await rename(database, `${database}.away`);
  const refused = await citizen.say('Arada', 'in-the-fault');
  await rename(`${database}.away`, database);
  expect(refused).toBe('retry');
  const id = await until(async () => citizen.say('Arada', 'in-the-fault').then((answer) => (answer === 'retry' ? false : answer)));

  await until(() => citizen.echoes('in-the-fault').length > 0);
  await citizen.say('Sonra', 'after-the-fault');
  await until(() => citizen.echoes('after-the-fault').length > 0);
  expect(citizen.echoes('in-the-fault').map((activity) => activity.id)).toEqual([id]);
  expect(new Set(citizen.seen.map((activity) => activity.id)).size).toBe(citizen.seen.length);
});

test('two clients of one user who write at the same time and push each other off the stream see one order', async () => {
  const made = await token(hub.address);
  const [first, second] = [come({ token: made.token }), come({ token: made.token, conversationId: made.conversationId, watermark: '0' })];
  const texts = Array.from({ length: 6 }, (_, number) => number);
  const opened = sockets.length;

  // Also the same words under the same id from both, as when a tab was duplicated.
  await Promise.all(texts.flatMap((number) => [
    first.say(`Birinciden ${number}`, `first-${number}`), second.say(`İkinciden ${number}`, `second-${number}`),
    first.say('Her ikisinden', `both-${number}`), second.say('Her ikisinden', `both-${number}`),
  ]));
  await until(() => sockets.length > opened + 2);
  await first.say('Son', 'the-last');

  const own = (citizen: Citizen): string[] => citizen.ordered.filter((activity) => activity.from.role === 'user').map((activity) => String(activity.channelData?.clientActivityID));
  for (const citizen of [first, second]) await until(() => own(citizen).length > 3 * texts.length);
  expect(own(first).toSorted()).toEqual([...texts.flatMap((number) => [`both-${number}`, `first-${number}`, `second-${number}`]), 'the-last'].toSorted());
  expect(own(second)).toEqual(own(first));
  for (const citizen of [first, second]) expect(new Set(citizen.seen.map((activity) => activity.id)).size).toBe(citizen.seen.length);
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
