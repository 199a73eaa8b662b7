import { defineConfig } from 'vitest/config';

// Against a real hub, which has to be built (dotnet build); limits that only a failure reaches.
export default defineConfig({
  test: { name: 'bots', include: ['*.test.ts'], pool: 'forks', testTimeout: 120_000, hookTimeout: 180_000 },
});
