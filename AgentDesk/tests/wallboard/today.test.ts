import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const hub = vi.hoisted(() => ({ reached: [] as (() => void)[], stopped: 0 }));
vi.mock('../../src/hub/connection', () => ({
  onOnline: (run: () => void) => {
    hub.reached.push(run);
    run();
    return () => void hub.stopped++;
  },
}));

const { REFRESH_EVERY, startToday, today } = await import('../../src/wallboard/today');
const { isQuiet, tilesOf } = await import('../../src/wallboard/todayTiles');
const { setLanguage } = await import('../../src/i18n/language');

const quiet = {
  since: '2026-05-03T21:00:00+00:00', timeZone: 'Europe/Istanbul', opened: 0, answered: 0, resolved: 0, resolvedByBot: 0, medianWaitSeconds: null, waits: 0,
  satisfaction: { average: null, count: 0, satisfied: 0 },
};
const busy = { ...quiet, opened: 1234, answered: 40, resolved: 32, resolvedByBot: 8, medianWaitSeconds: 95, waits: 38, satisfaction: { average: 4.36, count: 8, satisfied: 7 } };

describe('the tiles of the day', () => {
  afterEach(() => setLanguage('tr'));

  it('say each figure with what it is of', () => {
    expect(tilesOf(busy).map((tile) => [tile.label, tile.value, tile.detail])).toEqual([
      ['today.opened', '1.234', 'yeni görüşme'], ['today.answered', '40', 'ilk kez yanıtlanan'], ['today.wait', '1 dk', 'ortanca · n = 38'],
      ['today.resolved', '32', 'yeniden açılmayan'], ['today.bot', '8', 'çözülenlerin payı: %25'], ['today.satisfaction', '4,4', 'n = 8 · CSAT %88'],
    ]);
    setLanguage('en');
    expect(tilesOf(busy).map((tile) => tile.value)).toEqual(['1,234', '40', '1 min', '32', '8', '4.4']);
  });

  it('invent no average of nothing', () => {
    expect(tilesOf(quiet).map((tile) => tile.value)).toEqual(['0', '0', '–', '0', '0', '–']);
    expect(tilesOf(quiet)[5]!.detail).toBe('n = 0 · CSAT –');
    expect([isQuiet(quiet), isQuiet(busy), isQuiet({ ...quiet, resolved: 1 })]).toEqual([true, false, false]);
  });

  it('are all there before the first answer, none without a detail', () => {
    const tiles = tilesOf(null);
    expect(tiles.map((tile) => tile.label)).toEqual(tilesOf(busy).map((tile) => tile.label));
    expect(tiles.map((tile) => tile.value)).toEqual(Array(6).fill('–'));
    expect(tiles.every((tile) => tile.detail !== '')).toBe(true);
  });
});

describe('the figures of the day', () => {
  let answers: ((answer: Response | Error) => void)[] = [];
  let stop = () => {};
  const answer = async (body: object | Error) => {
    answers.shift()!(body instanceof Error ? body : Response.json(body));
    await vi.advanceTimersByTimeAsync(0);
  };

  beforeEach(() => {
    vi.useFakeTimers();
    hub.reached.length = 0;
    hub.stopped = 0;
    answers = [];
    vi.stubGlobal('fetch', (path: string) => new Promise<Response>((resolve, reject) => {
      expect(path).toBe('/api/desk/today');
      answers.push((given) => (given instanceof Error ? reject(given) : resolve(given)));
    }));
    stop = startToday();
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('are asked for at once, every 30 seconds and on each reconnect', async () => {
    expect(answers.length).toBe(1);
    await answer(busy);
    expect(today.value).toMatchObject({ figures: busy, failure: null });
    await vi.advanceTimersByTimeAsync(REFRESH_EVERY);
    expect(answers.length).toBe(1);
    hub.reached[0]!();
    expect(answers.length).toBe(2);
  });

  it('stay as they were when they cannot be refreshed, with the time they are of', async () => {
    await answer(busy);
    const at = today.value.at;
    await vi.advanceTimersByTimeAsync(REFRESH_EVERY);
    await answer(new TypeError('network'));
    expect(today.value).toEqual({ figures: busy, at, failure: 'Sunucuya ulaşılamıyor. Bağlantınızı denetleyin.' });
    await vi.advanceTimersByTimeAsync(REFRESH_EVERY);
    await answer(quiet);
    expect(today.value).toMatchObject({ figures: quiet, failure: null });
  });

  it('say why there are none', async () => {
    await answer(new TypeError('network'));
    expect(today.value).toMatchObject({ figures: null, at: null, failure: 'Sunucuya ulaşılamıyor. Bağlantınızı denetleyin.' });
  });

  it('are not overwritten by an answer that another one has overtaken', async () => {
    await vi.advanceTimersByTimeAsync(REFRESH_EVERY);
    const [slow, quick] = answers;
    quick!(Response.json(busy));
    await vi.advanceTimersByTimeAsync(0);
    slow!(Response.json(quiet));
    await vi.advanceTimersByTimeAsync(0);
    expect(today.value.figures).toEqual(busy);
  });

  it('are asked for no more once nobody looks', async () => {
    stop();
    await vi.advanceTimersByTimeAsync(3 * REFRESH_EVERY);
    expect([answers.length, hub.stopped]).toEqual([1, 1]);
    await answer(busy);
    expect(today.value.figures).toBeNull();
  });
});
