import type { FileHits } from '../../src/coverage/report.ts';
import type { TestOutcome, TestRun, TestRunner } from '../../src/review/test-ports.ts';
import { usualWords, type TestSetup } from '../../src/testgen/framework.ts';

export interface ScriptedRunner extends TestRunner {
  /** Every run, in order. */
  readonly runs: TestRun[];
}

export const vitestSetup: TestSetup = {
  framework: 'vitest',
  modules: 'esm',
  language: 'typescript',
  hasGlobals: false,
  words: usualWords,
  assertions: 'expect',
  layout: { kind: 'beside', folder: '', suffix: '.test.ts' },
  command: (file) => `npx vitest run ${file}`,
};

/** The TestRunner port without processes: a function says how each run ends. */
export function scriptedRunner(
  answer: (run: TestRun) => Partial<TestOutcome>,
  more: Partial<TestRunner> = {},
): ScriptedRunner {
  const runs: TestRun[] = [];
  return {
    runs,
    setup: vitestSetup,
    sandbox: 'namespaces: no network',
    supports: { shuffle: true, clock: true, cover: true },
    async run(request) {
      runs.push(request);
      request.signal.throwIfAborted();
      const { only = 'all' } = request;
      const passed: TestOutcome = {
        status: 'passed',
        tests: [{ name: only, status: 'passed' }],
        hits: new Map<string, FileHits>(),
        output: '',
        ms: 1,
      };
      return { ...passed, ...answer(request) };
    },
    related: async () => [],
    close: async () => {},
    ...more,
  };
}
