import { afterAll, beforeAll, expect, test } from 'vitest';
import { Hub } from '../e2e/hub.ts';
import { Citizen, secret as directLineSecret, token, until, type Seen } from '../directline/citizen.ts';
import { Bot, type Received } from '../e2e/bot.ts';

let hub: Hub;
let bot: Bot;
const open: Citizen[] = [];

async function come(): Promise<{ citizen: Citizen; id: string }> {
  const made = await token(hub.address);
  const citizen = new Citizen(hub.address, { token: made.token });
  open.push(citizen);
  return { citizen, id: made.conversationId };
}

const says = (text: string) => (activity: Seen): boolean => activity.type === 'message' && activity.from.role === 'bot' && activity.text === text;
const times = (citizen: Citizen, text: string): number => new Set(citizen.seen.filter(says(text)).map((activity) => activity.id)).size;

/** Waits until the bot was sent a text so many times. */
async function told(id: string, text: string, count: number): Promise<Received[]> {
  for (;;) {
    const found = (await bot.received(id)).filter((activity) => activity.text === text);
    if (found.length >= count) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function refused(text: string): Promise<void> {
  while (!((await bot.tell('refused')) as { refused: string[] }).refused.some((one) => one.endsWith(text))) await new Promise((resolve) => setTimeout(resolve, 50));
}

beforeAll(async () => {
  bot = await Bot.reserve('botbuilder');
  await bot.start();
  hub = await Hub.start([`--Sites:0:DirectLineSecret=${directLineSecret}`, ...bot.settings(0, 'deneme', { TurnTime: '00:02:00' })]);
});

afterAll(async () => {
  for (const citizen of open) citizen.client.end();
  await (hub as Hub | undefined)?.stop();
  await (bot as Bot | undefined)?.stop();
});

test('what a bot could not answer because the hub was killed is brought to it again, and answered once', async () => {
  const { citizen, id } = await come();
  await citizen.say('hold', 'hold-1');
  await told(id, 'hold', 1);

  await hub.kill();
  await bot.tell('open/hold');
  await refused('hold');
  await hub.run();

  const [first, second] = await told(id, 'hold', 2);
  expect(second!.id).toBe(first!.id);
  await bot.tell('open/hold');
  await citizen.sees(says('Tutulan yanıt'));
  await citizen.say('son', 'last-1');
  await citizen.sees(says('Yankı: son'));
  expect(times(citizen, 'Tutulan yanıt')).toBe(1);
});

test('what a bot had answered when the hub was killed in the middle of its turn is not brought to it again', async () => {
  const { citizen, id } = await come();
  await citizen.say('answered', 'answered-1');
  await citizen.sees(says('İlk yanıt'));

  await hub.kill();
  await hub.run();

  await until(() => citizen.errors.length === 0);
  await citizen.say('sonra', 'after-1');
  await citizen.sees(says('Yankı: sonra'));
  expect((await bot.received(id)).filter((activity) => activity.text === 'answered')).toHaveLength(1);
  expect(times(citizen, 'İlk yanıt')).toBe(1);
  await bot.tell('open/answered');
});
