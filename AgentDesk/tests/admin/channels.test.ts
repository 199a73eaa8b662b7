import { afterEach, describe, expect, it } from 'vitest';
import { channelTrouble, faultName, standingOf, storyOf, type Place } from '../../src/admin/channels/channels';
import { setLanguage } from '../../src/i18n/language';

const since = '2026-05-04T09:00:00Z';
const place = (part: Partial<Place> = {}): Place => ({ id: 'cozum', name: 'cozum@yesilova.example', isKept: true, ...part });
const fault = { code: 'signIn', detail: 'NO [AUTHENTICATIONFAILED]' };

describe('a place of a channel', () => {
  afterEach(() => setLanguage('tr'));

  it('stands as its link does, or is open when the hub keeps none', () => {
    expect([place(), place({ since }), place({ since, fault }), place({ isKept: false }), place({ isKept: false, since, fault })].map(standingOf))
      .toEqual(['untried', 'up', 'down', 'open', 'down']);
  });

  it('tells since when, why, and when something last came', () => {
    setLanguage('en');
    expect(storyOf(place())).toBe('nothing has come yet');
    expect(storyOf(place({ since, heardAt: since }))).toMatch(/^connected since 4 May 2026.* · last heard: 4 May 2026/);
    expect(storyOf(place({ since, fault }))).toMatch(/^since 4 May 2026.*: user, password or key are not accepted$/);
    expect(storyOf(place({ isKept: false }))).toBe('');
  });

  it('shows a reason that it does not know as it is', () => {
    expect(faultName('ofANewerHub')).toBe('ofANewerHub');
  });

  it('is trouble when its link is down', () => {
    channelTrouble.note([{ channel: 'email', places: [place({ since }), place({ since, fault })] }, { channel: 'chat', places: [place({ isKept: false })] }]);
    expect(channelTrouble.count.value).toBe(1);
    channelTrouble.note([]);
    expect(channelTrouble.count.value).toBe(0);
  });
});
