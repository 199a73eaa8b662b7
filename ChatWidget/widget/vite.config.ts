import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, Visitor } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Parts of the SignalR client that never run here: requests without fetch, server-sent events (WebSockets and long polling are what
 * the connection allows itself), reconnects of its own (Connection does that; the timeline catches up by sequence) and streams. They would
 * be a tenth of its weight.
 */
const unused = /^\.\/(XhrHttpClient|ServerSentEventsTransport|MessageBuffer|DefaultReconnectPolicy|Subject)$/;

const withoutUnused: Plugin = {
  name: 'signalr-without-unused-parts',
  enforce: 'pre',
  resolveId: (source, importer) => unused.test(source) && importer?.includes('@microsoft/signalr') ? here('src/chat/unusedTransport.ts') : null,
};

/** Its log is off, so the calls that write to it, with their texts, are left out: another tenth. */
const withoutLog: Plugin = {
  name: 'signalr-without-log',
  transform(code, id) {
    if (!id.includes('@microsoft/signalr')) return null;
    let kept = code;
    new Visitor({
      CallExpression({ callee, start, end }) {
        const logs = callee.type === 'MemberExpression' && /^(this\.)?_?logger\.log$/.test(code.slice(callee.start, callee.end));
        // Offsets stay true: what is left out is overwritten, not cut.
        if (logs) kept = kept.slice(0, start) + 'void 0'.padEnd(end - start) + kept.slice(end);
      },
    }).visit(this.parse(code));
    return kept;
  },
};

/** Vite's helper for dynamic imports preloads their stylesheets; here none of them has any, and the helper weighs more than what it loads. */
const plainImports: Plugin = {
  name: 'plain-dynamic-imports',
  enforce: 'pre',
  load: id => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = load => load();' : null),
};

/** The page inside the iframe; served under /widget/. */
export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [withoutUnused, withoutLog, plainImports],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  build: {
    outDir: here('../dist'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    // A strict content security policy allows no data: addresses.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: { input: here('frame.html') },
  },
});
