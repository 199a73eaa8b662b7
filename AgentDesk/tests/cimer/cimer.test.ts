import { afterEach, describe, expect, it, vi } from 'vitest';
import { errorFile, importRows } from '../../src/cimer/importer';
import { byTerm, daysUntil, type CimerApplication, type Preview, type PreviewRow } from '../../src/cimer/model';
import { summary } from '../example';

const file = (number: string, dueOn: string, answeredOn: string | null = null) => ({ number, kind: 'request' as const, receivedOn: '2026-03-02', dueOn, answeredOn });
const row = (n: number, faults: readonly string[] = []): PreviewRow =>
  ({ line: n + 1, application: { number: String(n), kind: 'request', receivedOn: '2026-03-02', text: 'x' }, cells: [String(n), 'x'], faults });

describe('the register', () => {
  it('has what is due next first, and what is answered behind', () => {
    const rows = [
      summary({ id: 'a', position: 1, cimer: file('1', '2026-04-09') }), summary({ id: 'b', position: 2, cimer: file('2', '2026-04-01', '2026-03-09') }),
      summary({ id: 'c', position: 3, cimer: file('3', '2026-04-02') }), summary({ id: 'd', position: 4, cimer: file('4', '2026-04-01', '2026-03-10') }),
    ];
    expect(byTerm(rows).map((one) => one.id)).toEqual(['c', 'a', 'd', 'b']);
  });

  it('counts whole days, also over a change of month', () => {
    expect(daysUntil('2026-04-01', '2026-03-30')).toBe(2);
    expect(daysUntil('2026-03-30', '2026-04-01')).toBe(-2);
  });
});

describe('an import', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('sends the rows without a fault, some at a time, and tells what came of each', async () => {
    const sizes: number[] = [];
    vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
      const { applications } = JSON.parse(String(init.body)) as { applications: readonly CimerApplication[] };
      sizes.push(applications.length);
      const items = applications.map(({ number }) => ({ number, known: number === '7', faults: number === '60' ? ['Olmadı.'] : [], conversationId: 'c' }));
      return new Response(JSON.stringify({ items }));
    });
    const progress: number[] = [];
    const result = await importRows([...Array.from({ length: 70 }, (_, n) => row(n)), row(99, ['Tarih eksik.'])], (done) => progress.push(done));
    expect(sizes).toEqual([50, 20]);
    expect(progress).toEqual([50, 70]);
    expect([result.recorded, result.known, result.failed.map((one) => one.row.line)]).toEqual([68, 1, [100, 61]]);
  });

  it('leaves out rows as a file that Excel reads and that runs nothing', () => {
    const preview: Preview = { columns: [{ heading: 'Başvuru No' }, { heading: 'Metin' }], rows: [], encoding: 'utf-8', separator: ';' };
    const faulty = { ...row(1), cells: ['=1+1', 'iki "satır";\nalt'] };
    expect(errorFile(preview, [{ row: faulty, faults: ['Tarih eksik.', 'Ad uzun.'] }], 'Hata'))
      .toBe('\ufeffBaşvuru No;Metin;Hata\r\n\'=1+1;"iki ""satır"";\nalt";Tarih eksik. Ad uzun.\r\n');
  });
});
