import { describe, expect, it } from 'vitest';
import { counters, listOf, neighbour, noFilter, passes } from '../../src/inbox/lists';
import { previewOf } from '../../src/inbox/preview';
import { windowOf } from '../../src/inbox/window';
import { summary } from '../example';

const all = [
  summary({ id: 'mine-calm', position: 1, owner: 'agent', agentId: 'deniz', lastAt: '2026-05-04T10:00:00Z' }),
  summary({ id: 'mine-waits', position: 2, owner: 'agent', agentId: 'deniz', waitingSince: '2026-05-04T09:30:00Z', unread: 2 }),
  summary({ id: 'mine-waits-longer', position: 3, owner: 'agent', agentId: 'deniz', waitingSince: '2026-05-04T09:20:00Z', unread: 1 }),
  summary({ id: 'theirs', position: 4, owner: 'agent', agentId: 'ali', unread: 5 }),
  summary({ id: 'queued-early', position: 5, owner: 'queue', queuedAt: '2026-05-04T09:00:00Z' }),
  summary({ id: 'queued-urgent', position: 6, owner: 'queue', queuedAt: '2026-05-04T09:40:00Z', priority: 2 }),
  summary({ id: 'with-bot', position: 7, owner: 'bot', departmentId: 'ulasim' }),
  summary({ id: 'done', position: 8, owner: 'none' }),
];
const ids = (list: readonly { readonly id: string }[]) => list.map((one) => one.id);

describe('a list', () => {
  it('puts the own conversations that wait longest on top', () => {
    expect(ids(listOf(all, 'mine', 'deniz'))).toEqual(['mine-waits-longer', 'mine-waits', 'mine-calm']);
  });

  it('orders a queue by priority, then by wait', () => {
    expect(ids(listOf(all, 'waiting', 'deniz'))).toEqual(['queued-urgent', 'queued-early']);
  });

  it('holds everything open under all, and only what is resolved under resolved', () => {
    expect(listOf(all, 'all', 'deniz')).toHaveLength(7);
    expect(ids(listOf(all, 'resolved', 'deniz'))).toEqual(['done']);
  });

  it('counts each list, and the own conversations with something unread', () => {
    expect(counters(all, 'deniz')).toEqual({ mine: 3, waiting: 2, bot: 1, all: 7, resolved: 1, unread: 2 });
  });

  it('finds Turkish words however they are typed, in name, number, preview and labels', () => {
    const one = summary({ id: 'c', position: 1, number: 1042, citizenName: 'İsmail Çağrı', preview: 'Işıklar yanmıyor', labels: ['aydınlatma'] });
    for (const words of ['ismail', 'ISMAIL', 'cagri', 'ışık', 'isik', '1042', 'AYDINLATMA', 'çağrı 1042']) expect(passes(one, { department: '', words })).toBe(true);
    expect(passes(one, { department: '', words: 'ismail su' })).toBe(false);
  });

  it('keeps to one department when asked to', () => {
    expect(ids(listOf(all, 'all', 'deniz', { ...noFilter, department: 'ulasim' }))).toEqual(['with-bot']);
  });

  it('walks from row to row and stops at its ends', () => {
    const list = listOf(all, 'mine', 'deniz');
    expect(neighbour(list, 'mine-waits-longer', 1)?.id).toBe('mine-waits');
    expect(neighbour(list, 'mine-calm', 1)?.id).toBe('mine-calm');
    expect(neighbour(list, 'not in it', 1)?.id).toBe('mine-waits-longer');
    expect(neighbour([], null, 1)).toBeUndefined();
  });

  it('shows a bot’s words without their marks, and a person’s as they are', () => {
    expect(previewOf('**Kesinti:**\n\n- [liste](https://a.example) burada', 'bot')).toBe('Kesinti: liste burada');
    expect(previewOf('1. *Önce* **başvurun**\n2. Sonra [sayfa](javascript:alert(1))', 'bot')).toBe('Önce başvurun Sonra sayfa');
    for (const cut of ['Bakın: **su ve [kanal…', 'Bakın: **su** ve [kanal](https://a.ex…', 'Bakın: **su** ve **kanal…', 'Bakın: **su** ve [kanal]…'])
      expect(previewOf(cut, 'bot')).toBe('Bakın: su ve kanal…');
    expect(previewOf('2 ** 3 [x](y)', 'citizen')).toBe('2 ** 3 [x](y)');
    expect(previewOf(null, null)).toBe('');
  });

  it('draws only the rows near the view when it is long, and always a valid range', () => {
    expect(windowOf(20, 0, 800)).toEqual({ from: 0, to: 20 });
    const far = windowOf(5000, 84 * 1000, 840);
    expect(far.from).toBeLessThan(1000);
    expect(far.to).toBeGreaterThan(1010);
    expect(far.to - far.from).toBeLessThan(40);
    expect(windowOf(100, 84 * 5000, 840).from).toBeLessThan(100);
  });
});
