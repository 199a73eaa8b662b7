import { afterAll, beforeAll, expect, test } from 'vitest';
import { Hub } from '../e2e/hub.ts';
import { Citizen, secret as directLineSecret, token } from '../directline/citizen.ts';
import { Bot, type Received } from '../e2e/bot.ts';

const appId = '00000000-0000-4000-8000-000000000001';
const issuer = 'https://hub.example.bel.tr';
const environment: Record<string, string> = {};
let hub: Hub;
let bot: Bot;
let citizen: Citizen;

/** What came through the library's own checks. */
const heard = async (): Promise<string[]> => (await (await fetch(`${bot.address}/heard`)).json()) as string[];

async function post(activity: Received, authorization: string | undefined): Promise<number> {
  const answer = await fetch(`${bot.address}/api/messages`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...(authorization && { authorization }) }, body: JSON.stringify({ ...activity, text: 'sahte' }),
  });
  return answer.status;
}

beforeAll(async () => {
  bot = await Bot.reserve('botbuilder', environment);
  hub = await Hub.start([
    `--Sites:0:DirectLineSecret=${directLineSecret}`, `--Bots:Issuer=${issuer}`, ...bot.settings(0, 'imzali', { AppId: appId, TurnTime: '00:02:00' }),
  ]);
  const metadata = `${hub.address}/.well-known/openidconfiguration`;
  Object.assign(environment, {
    MicrosoftAppId: appId, MicrosoftAppPassword: 'not-needed-to-be-asked', ToBotFromChannelTokenIssuer: issuer, ToBotFromChannelOpenIdMetadataUrl: metadata,
    ToBotFromEmulatorOpenIdMetadataUrl: metadata, ToChannelFromBotLoginUrl: `${hub.address}/nobody`, ToChannelFromBotOAuthScope: issuer, OAuthUrl: issuer, ValidateAuthority: 'false',
  });
  await bot.start();
  citizen = new Citizen(hub.address, { token: (await token(hub.address)).token });
});

afterAll(async () => {
  (citizen as Citizen | undefined)?.client.end();
  await (hub as Hub | undefined)?.stop();
  await (bot as Bot | undefined)?.stop();
});

test("a bot's own library takes what the hub signed and nothing else", async () => {
  await citizen.say('Merhaba', 'signed-1');
  while (!(await heard()).includes('Merhaba')) await new Promise((resolve) => setTimeout(resolve, 50));

  const all = (await (await fetch(`${bot.address}/received`)).json()) as Received[];
  const signed = all.find((activity) => activity.text === 'Merhaba')!;
  const good = signed.authorization!;
  expect(good).toMatch(/^Bearer /);
  const [head, body, signature] = good.slice('Bearer '.length).split('.') as [string, string, string];
  const claims = { ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), aud: 'another-app' };
  expect(await post(signed, undefined)).toBe(401);
  // A signature that is wrong is an error to the library, not a refusal.
  expect(await post(signed, `Bearer ${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`)).toBeGreaterThanOrEqual(400);
  expect(await post({ ...signed, serviceUrl: 'https://elsewhere.example/' }, good)).toBe(401);
  expect(await heard()).toEqual(['Merhaba']);
});
