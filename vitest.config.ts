import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { projects: ['{ChatWidget/*,AgentDesk,tests/directline,tests/openapi,tests/bots}/vitest.config.ts'] },
});
