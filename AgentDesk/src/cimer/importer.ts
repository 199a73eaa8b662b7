import { ask } from '../http/http';
import type { CimerApplication, Preview, PreviewRow, Recorded } from './model';

const AT_ONCE = 50;

/** What an import came to. */
export interface Result {
  readonly recorded: number;
  readonly known: number;
  readonly failed: readonly { readonly row: PreviewRow; readonly faults: readonly string[] }[];
}

/** Has the hub read a file; `fields` are those of its columns when the person has set them. */
export async function readFile(file: Blob, fields?: readonly (string | null)[]): Promise<Preview> {
  return ask<Preview>('POST', `/api/desk/cimer/file${fields ? `?columns=${encodeURIComponent(fields.map((field) => field ?? '').join(','))}` : ''}`, file);
}

/**
 * Records the rows without a fault, some at a time. When a request fails the rest is left, and the failure is thrown: importing the file again finds what
 * is in.
 */
export async function importRows(rows: readonly PreviewRow[], onProgress: (done: number) => void): Promise<Result> {
  const good = rows.filter((row) => row.faults.length === 0);
  const failed = rows.filter((row) => row.faults.length > 0).map((row) => ({ row, faults: row.faults }));
  let [recorded, known] = [0, 0];
  for (let at = 0; at < good.length; at += AT_ONCE) {
    const part = good.slice(at, at + AT_ONCE);
    const { items } = await ask<{ items: readonly Recorded[] }>('POST', '/api/desk/cimer/batch', { applications: part.map((row): CimerApplication => row.application) });
    items.forEach((item, index) => {
      if (item.faults.length > 0) failed.push({ row: part[index]!, faults: item.faults });
      else if (item.known) known++;
      else recorded++;
    });
    onProgress(at + part.length);
  }
  return { recorded, known, failed };
}

/** The rows that were not recorded, as the file had them, with the reasons in a last column: UTF-8 with a byte order mark, as Excel wants it. */
export function errorFile(preview: Preview, failed: Result['failed'], heading: string): string {
  const line = (cells: readonly string[]) => cells.map((cell) => (/[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : harmless(cell))).join(';');
  const header = line([...preview.columns.map((column) => column.heading), heading]);
  return '\ufeff' + [header, ...failed.map(({ row, faults }) => line([...preview.columns.map((_, at) => row.cells[at] ?? ''), faults.join(' ')]))].join('\r\n') + '\r\n';
}

/** What a spreadsheet would run as a formula stays a text. */
const harmless = (cell: string) => (/^[=+@-]/.test(cell) ? `'${cell}` : cell);
