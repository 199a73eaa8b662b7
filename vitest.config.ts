import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { projects: ['{ChatWidget/*,AgentDesk,tests/directline}/vitest.config.ts'] },
});
