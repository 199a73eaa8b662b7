import { defineConfig } from 'vite';

export default defineConfig({
  base: '/desk/',
  // Inlined assets would be data: URLs, which the hub's content security policy refuses.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});
