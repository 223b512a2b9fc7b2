import { defineConfig } from 'vitest/config';

/** Real processes and compilers on a two-core machine: generous, and never what a test asserts. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    // All cores, where the default leaves one idle: of two, that is half. Many tests wait for processes of their own.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], ...patience } },
      {
        test: {
          name: 'integration',
          include: ['test/{integration,conformance}/**/*.test.ts'],
          exclude: ['test/integration/shell/**'],
          ...patience,
        },
      },
      {
        test: {
          name: 'desktop',
          include: ['test/integration/shell/**/*.test.ts'],
          globalSetup: 'test/support/build-desktop.ts',
          ...patience,
        },
      },
    ],
  },
});
