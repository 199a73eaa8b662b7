import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Hub } from '../e2e/hub.ts';
import { Citizen, secret as directLineSecret, token, type Seen } from '../directline/citizen.ts';
import { Bot } from '../e2e/bot.ts';

let hub: Hub;
let bot: Bot;
let open: Citizen[] = [];

async function come(): Promise<Citizen> {
  const citizen = new Citizen(hub.address, { token: (await token(hub.address)).token });
  open.push(citizen);
  return citizen;
}

const isBots = (activity: Seen): boolean => activity.type === 'message' && activity.from.id === 'ajan';

beforeAll(async () => {
  bot = await Bot.reserve('agents');
  await bot.start();
  hub = await Hub.start([`--Sites:0:DirectLineSecret=${directLineSecret}`, ...bot.settings(0, 'ajan')]);
});

afterEach(() => {
  for (const citizen of open) citizen.client.end();
  open = [];
});

afterAll(async () => {
  await (hub as Hub | undefined)?.stop();
  await (bot as Bot | undefined)?.stop();
});

test('answers', async () => {
  const citizen = await come();

  await citizen.say('Merhaba', 'hello');

  await citizen.sees((activity) => isBots(activity) && activity.text === 'Yankı: Merhaba');
});

test('offers choices whose values are objects', async () => {
  const citizen = await come();
  await citizen.say('choices', 'choices');

  const offer = await citizen.sees((activity) => isBots(activity) && activity.suggestedActions !== undefined);

  expect(offer.suggestedActions!.actions.map((action) => action.value)).toEqual(['Su', 'Yol']);
});

test('shows a card', async () => {
  const citizen = await come();
  await citizen.say('card', 'card');

  const card = await citizen.sees((activity) => isBots(activity) && (activity as { attachments?: unknown[] }).attachments !== undefined);

  expect((card as { attachments?: unknown }).attachments).toMatchObject([{ contentType: 'application/vnd.microsoft.card.hero', content: { title: 'Başlık' } }]);
});

test('streams an answer that becomes one message', async () => {
  const citizen = await come();
  await citizen.say('stream', 'stream');

  await citizen.sees((activity) => isBots(activity) && activity.text === 'Su kesintisi bitti.');

  expect(citizen.seen.filter(isBots)).toHaveLength(1);
});
