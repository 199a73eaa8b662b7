import { useState } from 'preact/hooks';
import { t, type TextKey } from '../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { textOf } from '../ui/errorText';
import { Icon } from '../ui/Icon';
import { errorFile, importRows, readFile, type Result } from './importer';
import { FIELDS, NEEDED, type Preview } from './model';

const SHOWN = 20;

/** Imports a file of applications: choose it, check what its columns are and what is wrong, import, and save what was left out. */
export function ImportDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [progress, setProgress] = useState<number | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const [error, setError] = useState<string | null>(null);
  const attempt = (work: () => Promise<void>) => { setError(null); void work().catch((thrown: unknown) => { setProgress(null); setError(textOf(thrown)); }); };
  const choose = (chosen: File | undefined) => { if (chosen) attempt(async () => { setFile(chosen); setPreview(await readFile(chosen)); }); };
  const map = (at: number, field: string) => attempt(async () =>
    setPreview(await readFile(file!, preview!.columns.map((column, index) => (index === at ? field || null : column.field === field ? null : column.field ?? null)))));
  const start = () => attempt(async () => {
    setProgress(0);
    setResult(await importRows(preview!.rows, setProgress));
    setProgress(null);
    onDone();
  });
  const good = preview?.rows.filter((row) => row.faults.length === 0).length ?? 0;
  const missing = NEEDED.filter((field) => preview && !preview.columns.some((column) => column.field === field));
  return (
    <Dialog title={t('cimer.import')} wide onClose={onClose} foot={<>
      <button type="button" class="button" onClick={onClose}>{t(result ? 'act.close' : 'act.cancel')}</button>
      {preview && !result && <button type="button" class="button primary" disabled={good === 0 || missing.length > 0 || progress !== null} onClick={start}>{t('cimer.importN', { n: good })}</button>}
    </>}>
      {error && <p class="form-error" role="alert">{error}</p>}
      {!preview && <>
        <p class="muted">{t('cimer.importHelp')}</p>
        <label class="field"><span class="label">{t('cimer.file')}</span><input class="input" type="file" accept=".csv,text/csv" onChange={(event) => choose(event.currentTarget.files?.[0])} /></label>
      </>}
      {preview && !result && <Check preview={preview} missing={missing} good={good} onMap={map} />}
      {progress !== null && <div role="status"><progress class="cimer-progress" max={good} value={progress} aria-label={t('cimer.import')} /><p class="muted small num">{t('cimer.progress', { done: progress, all: good })}</p></div>}
      {preview && result && <Done preview={preview} result={result} />}
    </Dialog>
  );
}

function Check({ preview, missing, good, onMap }: { preview: Preview; missing: readonly string[]; good: number; onMap: (at: number, field: string) => void }) {
  const faulty = preview.rows.filter((row) => row.faults.length > 0);
  return (
    <>
      <p class="row wrap" role="status"><span class="chip good"><Icon name="check" />{t('cimer.good', { n: good })}</span>{faulty.length > 0 && <span class="chip bad"><Icon name="warning" />{t('cimer.faulty', { n: faulty.length })}</span>}<span class="muted small">{preview.encoding}</span></p>
      {missing.length > 0 && <p class="form-error" role="alert">{t('cimer.missing', { fields: missing.map((field) => t(`cimerField.${field}` as TextKey)).join(', ') })}</p>}
      <div class="table-box" tabIndex={0} role="region" aria-label={t('cimer.columns')}>
        <table>
          <thead><tr>{preview.columns.map((column, at) => (
            <th key={at}>{column.heading}<select class="input" aria-label={t('cimer.columnOf', { heading: column.heading })} value={column.field ?? ''} onChange={(event) => onMap(at, event.currentTarget.value)}>
              <option value="">{t('cimer.leftOut')}</option>
              {FIELDS.map((field) => <option key={field} value={field} selected={field === column.field}>{t(`cimerField.${field}`)}</option>)}
            </select></th>
          ))}</tr></thead>
          <tbody>{preview.rows.slice(0, 3).map((row) => <tr key={row.line}>{preview.columns.map((_, at) => <td key={at}><span class="cimer-cell">{row.cells[at] ?? ''}</span></td>)}</tr>)}</tbody>
        </table>
      </div>
      {faulty.length > 0 && <ul class="cimer-faults">
        {faulty.slice(0, SHOWN).map((row) => <li key={row.line}><strong class="num">{t('cimer.line', { line: row.line })}</strong> {row.faults.join(' ')}</li>)}
        {faulty.length > SHOWN && <li class="muted">{t('cimer.more', { n: faulty.length - SHOWN })}</li>}
      </ul>}
    </>
  );
}

function Done({ preview, result }: { preview: Preview; result: Result }) {
  const href = () => URL.createObjectURL(new Blob([errorFile(preview, result.failed, t('cimer.fault'))], { type: 'text/csv' }));
  return (
    <div class="stack" role="status">
      <p class="row wrap"><span class="chip good"><Icon name="check" />{t('cimer.recorded', { n: result.recorded })}</span><span class="chip">{t('cimer.known', { n: result.known })}</span>{result.failed.length > 0 && <span class="chip bad"><Icon name="warning" />{t('cimer.failed', { n: result.failed.length })}</span>}</p>
      {result.failed.length > 0 && <p><a class="button" download="cimer-hatali-satirlar.csv" href={href()}><Icon name="down" />{t('cimer.saveFaulty')}</a></p>}
    </div>
  );
}
