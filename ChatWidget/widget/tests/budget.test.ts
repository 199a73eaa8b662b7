import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';

const loaderBudget = 5_000;
const openedBudget = 40_000;
let folder = '';
const files = new Map<string, Buffer>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contacthub-widget-'));
  for (const name of ['vite.config.ts', 'vite.loader.config.ts']) {
    const configFile = fileURLToPath(new URL(`../${name}`, import.meta.url));
    await build({ configFile, mode: 'production', logLevel: 'error', build: { outDir: folder, emptyOutDir: false } });
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) files.set(basename(entry.name), readFileSync(join(entry.parentPath, entry.name)));
  }
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

/** Bytes with gzip, as a web server sends them. */
const weigh = (wanted: (name: string) => boolean) => [...files].filter(([name]) => wanted(name)).reduce((sum, [, bytes]) => sum + gzipSync(bytes).length, 0);
/** Parts that come when they are wanted: the menu, the end of a conversation, a request out of hours, files, a bot's cards and what is filled in on them. */
const isLater = (name: string) => /^(CardView|Menu|RatingCard|RequestForm|FileTray|MessageFiles|browserFiles|fileParts)-/.test(name);
const isLanguage = (name: string) => /^(tr|en|ar)-/.test(name);
const textOf = (name: string) => files.get(name)!.toString('utf8');

test('the script that every page of a site loads is at most 5 KB', () => {
  expect(weigh(name => name === 'contacthub.js')).toBeLessThanOrEqual(loaderBudget);
});

test('the opened panel with a conversation going, in the heaviest language, is at most 40 KB', () => {
  const language = Math.max(...[...files.keys()].filter(isLanguage).map(one => weigh(name => name === one)));
  expect(language).toBeGreaterThan(0);
  expect([...files.keys()].filter(isLater)).toHaveLength(8);
  expect(weigh(name => name !== 'contacthub.js' && !isLanguage(name) && !isLater(name)) + language).toBeLessThanOrEqual(openedBudget);
});

test('what is not needed before the first message is not in the first load', () => {
  const first = [...textOf('frame.html').matchAll(/(?:src|href)="\.\/assets\/([^"]+)"/g)].map(match => match[1]);
  expect(first.length).toBe(2);
  expect(first.some(name => name?.startsWith('signalR'))).toBe(false);
});

test('nothing needs an exception in a content security policy', () => {
  expect(textOf('frame.html')).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/);
  for (const [name, bytes] of files) {
    if (!name.endsWith('.js')) continue;
    expect(bytes.toString('utf8'), name).not.toMatch(/\beval\(|new Function\(|document\.write/);
  }
});
