import { afterEach, describe, expect, it, vi } from 'vitest';
import { codeName, groupsOf, kindName, localMinute, needsCare, standingOf, type Webhook } from '../../src/admin/webhooks/webhooks';
import { webhookTrouble } from '../../src/admin/webhooks/trouble';
import { me } from '../../src/account/session';
import { setLanguage } from '../../src/i18n/language';
import { person } from '../example';

const webhook = (part: Partial<Webhook> = {}): Webhook =>
  ({ id: 'w', url: 'https://crm.example/hook', description: 'CRM', kinds: [], enabled: true, createdAt: '2026-05-04T09:00:00Z', waiting: 0, ...part });

describe('a webhook', () => {
  it('stands as its worst trouble says', () => {
    const since = '2026-05-04T09:00:00Z';
    expect([
      webhook(), webhook({ failingSince: since }), webhook({ enabled: false, failingSince: since }),
      webhook({ enabled: false, offReason: 'failing', offAt: since }), webhook({ enabled: false, offReason: 'gone', offAt: since }),
    ].map(standingOf)).toEqual(['on', 'failing', 'off', 'switchedOff', 'gone']);
  });

  it('needs care when the hub switched it off or cannot reach it, not when a person switched it off', () => {
    const since = '2026-05-04T09:00:00Z';
    expect(needsCare(webhook())).toBe(false);
    expect(needsCare(webhook({ enabled: false, failingSince: since }))).toBe(false);
    expect(needsCare(webhook({ failingSince: since }))).toBe(true);
    expect(needsCare(webhook({ enabled: false, offReason: 'gone', offAt: since }))).toBe(true);
  });
});

describe('events and answers in words', () => {
  afterEach(() => setLanguage('tr'));

  it('name kinds and codes, and show what they do not know as it is', () => {
    setLanguage('en');
    expect(['messagePosted', 'ofANewerVersion'].map(kindName)).toEqual(['Message posted', 'ofANewerVersion']);
    expect(['503', 'timeout', 'strange'].map(codeName)).toEqual(['Status 503', 'No answer in time', 'strange']);
  });

  it('group every kind once, also one that is new', () => {
    const kinds = ['messagePosted', 'callRang', 'emailSent', 'agentAssigned', 'weatherChanged', 'conversationOpened'];
    const groups = groupsOf(kinds);
    expect(groups.flatMap((group) => group.kinds).sort()).toEqual([...kinds].sort());
    expect(groups.at(-1)!.kinds).toEqual(['weatherChanged']);
    expect(groupsOf([])).toEqual([]);
  });

  it('write a moment as its field wants it', () => expect(localMinute(new Date(2026, 4, 4, 9, 5))).toBe('2026-05-04T09:05'));
});

describe('the warning in the navigation', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    me.value = null;
    webhookTrouble.note([]);
  });

  it('counts those that need care', () => {
    webhookTrouble.note([webhook(), webhook({ failingSince: '2026-05-04T09:00:00Z' })]);
    expect(webhookTrouble.count.value).toBe(1);
  });

  it('is looked for by administrators only, and ends with the session', async () => {
    const fetched = vi.fn(() => Promise.resolve(new Response(JSON.stringify({ items: [webhook({ enabled: false, offReason: 'gone', offAt: 'x' })] }))));
    vi.stubGlobal('fetch', fetched);
    me.value = person();
    webhookTrouble.start()();
    expect(fetched).not.toHaveBeenCalled();

    me.value = person({ roles: ['administrator'] });
    const stop = webhookTrouble.start();
    await vi.waitFor(() => expect(webhookTrouble.count.value).toBe(1));
    stop();
    expect(webhookTrouble.count.value).toBe(0);
  });
});
