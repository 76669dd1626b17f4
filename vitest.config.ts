import { defineConfig } from 'vitest/config';

const project = (name: string, include: string[], timeout: number) => ({
  test: { name, include, testTimeout: timeout, hookTimeout: timeout, pool: 'forks' as const },
});

/** unit: seconds. contracts: every port on every adapter. e2e: real programs and the real separation model. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project(
        'unit',
        [
          'test/{domain,audio,mashability,model,operators,topologies,cli,adapters,golden,scripts,bench}/**/*.test.ts',
          'test/*.test.ts',
        ],
        60_000,
      ),
      project('contracts', ['test/contracts/**/*.test.ts'], 60_000),
      {
        test: {
          ...project('e2e', ['test/e2e/**/*.test.ts'], 900_000).test,
          globalSetup: ['test/support/ensureProgram.ts'],
        },
      },
    ],
  },
});
