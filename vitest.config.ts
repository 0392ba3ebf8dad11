import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { skipSummary } from './test/skip-summary.ts';

export default defineConfig({
  test: {
    // Commands of many tests share two cores: a limit for what hangs, no measure of time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Most tests wait: for processes that they started, leases that run out, models that take their time.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    globalSetup: ['./test/temporary-folder.ts', './test/shared-postgres.ts'],
    projects: [
      // Pure functions leave nothing behind, so that one process may load them once for all files: a third of the time.
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'], isolate: false } },
      {
        extends: true,
        // On a busy machine a process can come too late for its test: CI asks once more, and names the test.
        test: {
          name: 'real',
          include: ['test/{integration,e2e}/**/*.test.ts'],
          retry: process.env['CI'] === 'true' ? 1 : 0,
        },
      },
    ],
    reporters: ['default', skipSummary()],
    // Real git in tests must not see this machine's settings.
    env: {
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      GIT_ALLOW_PROTOCOL: 'file',
      GIT_AUTHOR_NAME: 'Tester',
      GIT_AUTHOR_EMAIL: 'tester@example.invalid',
      GIT_COMMITTER_NAME: 'Tester',
      GIT_COMMITTER_EMAIL: 'tester@example.invalid',
      GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z',
      GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
    },
  },
});
