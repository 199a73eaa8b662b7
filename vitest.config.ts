import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['{ChatWidget/*,AgentDesk}/vitest.config.ts'],
    // The launcher's tests have no hub to load the panel from, and say themselves what the frame would say.
    onConsoleLog: log => !log.includes('Iframe page loading is disabled'),
  },
});
