import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The one script that a site embeds: a classic script, so that it can find its own tag. */
export default defineConfig({
  root: here('.'),
  build: {
    outDir: here('../dist'),
    emptyOutDir: false,
    target: 'es2022',
    reportCompressedSize: false,
    lib: { entry: here('src/loader/main.ts'), formats: ['iife'], name: 'contacthubLoader', fileName: () => 'contacthub.js' },
  },
});
