import { configDefaults, defineConfig } from 'vitest/config';

const project = (name: string, include: string[], timeout: number) => ({
  test: { name, include, testTimeout: timeout, hookTimeout: timeout, pool: 'forks' as const },
});

/**
 * unit: seconds. contracts: every port on every adapter that needs no server. services: real servers, and the ports on them.
 * e2e: real programs and the real separation model.
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...project(
            'unit',
            [
              'test/{domain,audio,mashability,synthesis,evaluation,model,operators,topologies,cli,adapters,golden,scripts,bench,deploy}/**/*.test.ts',
              'test/*.test.ts',
            ],
            60_000,
          ).test,
          // One process for many files: loading what they share took a quarter of the time.
          isolate: false,
        },
      },
      {
        test: {
          ...project('contracts', ['test/contracts/**/*.test.ts'], 60_000).test,
          exclude: [...configDefaults.exclude, 'test/contracts/servers/**'],
        },
      },
      {
        test: {
          ...project(
            'services',
            ['test/services/**/*.test.ts', 'test/contracts/servers/**/*.test.ts'],
            120_000,
          ).test,
          globalSetup: ['test/services/globalSetup.ts'],
          // Brokers, databases and child processes share two cores with the programs of e2e. The report marks what needed it.
          retry: 1,
        },
      },
      {
        test: {
          ...project('e2e', ['test/e2e/**/*.test.ts'], 900_000).test,
          globalSetup: ['test/support/ensureProgram.ts'],
        },
      },
    ],
  },
});
