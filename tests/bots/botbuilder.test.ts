import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Hub } from '../e2e/hub.ts';
import { Citizen, secret as directLineSecret, token, until, type Seen } from '../directline/citizen.ts';
import { Bot, type Received } from '../e2e/bot.ts';

let hub: Hub;
let bot: Bot;
let open: Citizen[] = [];

/** Citizens of this site have little patience: their bot may be silent for two seconds. Those of the other one wait as long as a test may. */
const hurried = 'the-direct-line-secret-of-the-hurried-site';

/** A citizen who talks with the bot through Direct Line. */
async function come(site = directLineSecret): Promise<{ citizen: Citizen; id: string }> {
  const made = await token(hub.address, site);
  const citizen = new Citizen(hub.address, { token: made.token });
  open.push(citizen);
  return { citizen, id: made.conversationId };
}

let said = 0;
const say = (citizen: Citizen, text: string): Promise<string> => citizen.say(text, `said-${++said}`);

/** What the bot says, in order. */
const words = (citizen: Citizen): (string | undefined)[] => citizen.ordered.filter(isBots).map((activity) => activity.text);
/** All that the bot says, some of which may still be on its way. */
async function says(citizen: Citizen, texts: string[]): Promise<void> {
  await until(() => words(citizen).length >= texts.length);
  expect(words(citizen)).toEqual(texts);
}

const isBots = (activity: Seen): boolean => activity.type === 'message' && activity.from.role === 'bot' && !activity.channelData?.['kind'] && activity.from.id.startsWith('deneme');
const sees = (citizen: Citizen, text: string): Promise<Seen> => citizen.sees((activity) => isBots(activity) && activity.text === text);

async function told(id: string, fits: (activity: Received) => boolean): Promise<Received> {
  for (;;) {
    const found = (await bot.received(id)).find(fits);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

beforeAll(async () => {
  bot = await Bot.reserve('botbuilder');
  await bot.start();
  hub = await Hub.start([
    `--Sites:0:DirectLineSecret=${directLineSecret}`, '--Sites:1:Id=hurried', '--Sites:1:Title:Tr=Deneme', '--Sites:1:AllowedOrigins:0=https://hurried.example', `--Sites:1:DirectLineSecret=${hurried}`,
    ...bot.settings(0, 'deneme', { TurnTime: '00:02:00', 'ImageHosts:0': 'pictures.example', 'Sites:0': 'demo' }),
    ...bot.settings(1, 'deneme-hurried', { TurnTime: '00:00:02', 'Sites:0': 'hurried' }),
  ]);
});

afterEach(() => {
  for (const citizen of open) citizen.client.end();
  open = [];
});

afterAll(async () => {
  await (hub as Hub | undefined)?.stop();
  await (bot as Bot | undefined)?.stop();
});

test('greets who comes, and answers what is said, with everything that a bot needs', async () => {
  const { citizen, id } = await come();

  await say(citizen, 'Merhaba');

  await sees(citizen, 'Yankı: Merhaba');
  await says(citizen, ['Hoş geldiniz', 'Yankı: Merhaba']);
  const [begun, message] = await bot.received(id);
  expect(begun).toMatchObject({ type: 'conversationUpdate', recipient: { id: 'deneme' } });
  expect(begun!.membersAdded!.map((member) => member.id)).toEqual([message!.from.id, 'deneme']);
  expect(message).toMatchObject({ type: 'message', text: 'Merhaba', channelId: 'directline', locale: 'tr-TR', recipient: { id: 'deneme' }, conversation: { id } });
  expect(message!.id).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(message!.serviceUrl).toMatch(/\/channels\/bots\/deneme\/[A-Za-z0-9-]+\/$/);
  expect(new Date(message!.timestamp).toISOString()).toBe(message!.timestamp);
});

test('what is said twice is shown twice, and what the bot is asked comes in order', async () => {
  const { citizen, id } = await come();

  for (const text of ['twice', 'bir', 'iki', 'üç']) await say(citizen, text);

  await says(citizen, ['Hoş geldiniz', 'İki kere', 'İki kere', 'Yankı: bir', 'Yankı: iki', 'Yankı: üç']);
  expect((await bot.received(id)).filter((activity) => activity.type === 'message').map((activity) => activity.text)).toEqual(['twice', 'bir', 'iki', 'üç']);
});

test('offers choices, one of which is said by pressing it', async () => {
  const { citizen } = await come();
  await say(citizen, 'choices');
  const offer = await sees(citizen, 'Hangi konuda?');
  expect(offer.suggestedActions?.actions).toMatchObject([{ type: 'imBack', value: 'Su' }, { type: 'imBack', value: 'Yol' }]);

  await say(citizen, 'Yol');

  await sees(citizen, 'Yankı: Yol');
});

test('types while it thinks', async () => {
  const { citizen } = await come();
  await say(citizen, 'typing');
  await citizen.sees((activity) => activity.type === 'typing' && activity.from.id === 'deneme');

  await bot.tell('open/typing');

  await sees(citizen, 'Yazdım');
});

test('shows cards to clients that draw them, and gets what their buttons mean', async () => {
  const { citizen, id } = await come();
  await say(citizen, 'card');
  const card = await citizen.sees((activity) => isBots(activity) && (activity as { attachments?: unknown[] }).attachments?.length === 1);
  expect((card as { attachments?: unknown }).attachments).toMatchObject([{ contentType: 'application/vnd.microsoft.card.hero', content: { title: 'Hava durumu' } }]);

  const press = (value: unknown, text?: string): Promise<string> => new Promise((resolve, reject) => citizen.client
    .postActivity({ type: 'message', value, text, from: { id: 'ayse-1' }, channelData: { clientActivityID: `pressed-${++said}` } } as never).subscribe(resolve, reject));
  await press({ days: 7 });
  await sees(citizen, 'value {"days":7} text none');
  await press({ more: true }, 'detail');
  await sees(citizen, 'value {"more":true} text detail');
  await say(citizen, 'yarın nasıl');
  await sees(citizen, 'Yankı: yarın nasıl');
  await say(citizen, 'form');
  await citizen.sees((activity) => JSON.stringify(activity).includes('Başvuru 4711'));
  await press({ approve: 4711, note: 'acele' });
  await sees(citizen, 'value {"approve":4711,"note":"acele"} text none');
  expect((await bot.received(id)).filter((activity) => activity.value !== undefined)).toHaveLength(3);
});

test('changes a message and takes one back', async () => {
  const { citizen } = await come();
  await say(citizen, 'update');
  const change = await citizen.sees((activity) => activity.channelData?.kind === 'messageUpdated');
  expect(change.text).toBe('Son hali');
  expect(change.id).toBe((await sees(citizen, 'Taslak')).id);

  await say(citizen, 'delete');

  await sees(citizen, 'Sildim');
  const gone = await citizen.sees((activity) => String(activity.type) === 'messageDelete');
  expect(gone.id).toBe((await sees(citizen, 'Yanlışlıkla')).id);
});

test('streams an answer that becomes one message', async () => {
  const { citizen } = await come();
  await say(citizen, 'stream');
  await citizen.sees((activity) => activity.type === 'typing');

  await bot.tell('open/stream');

  await sees(citizen, 'Su kesintisi 17.00’de bitecek.');
  await says(citizen, ['Hoş geldiniz', 'Su kesintisi 17.00’de bitecek.']);
});

test('asks who is there', async () => {
  const { citizen } = await come();

  await say(citizen, 'members');

  await sees(citizen, '2 2 Ayşe');
});

test('speaks by itself', async () => {
  const { citizen, id } = await come();
  await say(citizen, 'Merhaba');
  await sees(citizen, 'Yankı: Merhaba');

  await bot.tell(`proactive/${id}`, { text: 'Başvurunuz hazır' });

  await sees(citizen, 'Başvurunuz hazır');
});

test('hands over to people, and is not shown any more', async () => {
  const { citizen, id } = await come();
  await say(citizen, 'handoff zabita');
  await citizen.sees((activity) => activity.channelData?.['kind'] === 'queueEntered');

  const { refused } = (await bot.tell(`proactive/${id}`, { text: 'Bir şey daha' })) as { refused: string[] };

  expect(refused.at(-1)).toMatch(/^403 /);
  await says(citizen, ['Hoş geldiniz', 'Bir temsilciye aktarıyorum.']);
});

test('what it says too late is not shown', async () => {
  const { citizen, id } = await come(hurried);
  await say(citizen, 'late');
  await told(id, (activity) => activity.text === 'late');
  await say(citizen, 'kimse yok mu');
  await citizen.sees((activity) => activity.channelData?.['kind'] === 'queueEntered');

  await bot.tell('open/late');
  // Each of the two is refused, and the bot learns it.
  for (let refused: string[] = []; !refused.includes('403 late');)
    ({ refused } = (await bot.tell(`proactive/${id}`, { text: 'Buradayım' })) as { refused: string[] });

  expect(words(citizen).filter((text) => text !== 'Hoş geldiniz')).toEqual([expect.stringContaining('yanıt veremiyor')]);
});

test('a bot that fails is asked again under the same id', async () => {
  const { citizen, id } = await come();
  await say(citizen, 'Merhaba');
  await sees(citizen, 'Yankı: Merhaba');

  await bot.tell('fail/2');
  await say(citizen, 'tekrar');

  await sees(citizen, 'Yankı: tekrar');
  const attempts = (await bot.received(id)).filter((activity) => activity.text === 'tekrar');
  expect(attempts).toHaveLength(3);
  expect(new Set(attempts.map((activity) => activity.id)).size).toBe(1);
});

test('a bot that hangs loses the turn to people, and the citizen is told', async () => {
  const { citizen } = await come(hurried);

  await say(citizen, 'hang');

  await citizen.sees((activity) => activity.text?.includes('yanıt veremiyor') === true);
  await citizen.sees((activity) => activity.channelData?.['kind'] === 'queueEntered');
});

test('a bot that dies loses the turn to people, and one that is back has the next conversation', async () => {
  const { citizen } = await come();

  await say(citizen, 'die');

  await citizen.sees((activity) => activity.channelData?.['kind'] === 'queueEntered');
  await until(() => bot.isDead);
  await bot.start();
  const next = await come();
  await say(next.citizen, 'Merhaba');
  await sees(next.citizen, 'Yankı: Merhaba');
});

test('ends the conversation', async () => {
  const { citizen } = await come();

  await say(citizen, 'end');

  await citizen.sees((activity) => activity.channelData?.['kind'] === 'conversationResolved');
  await says(citizen, ['Hoş geldiniz', 'Hoşça kalın']);
});
