import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { projects: ['{ChatWidget/*,AgentDesk}/vitest.config.ts'] },
});
