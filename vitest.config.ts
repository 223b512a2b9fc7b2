import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{unit,integration,conformance}/**/*.test.ts'],
    // Real processes and compilers on a two-core machine: generous, and never what a test asserts.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
  },
});
