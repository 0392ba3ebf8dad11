import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * Says at the end how many tests were skipped and why (`ctx.skip('no actionlint')`), since a skipped test proves
 * nothing, and which passed only when they were run again. With TESTS_NO_SKIPS=1 a skip is a failure. With
 * TESTS_COUNTS_FILE the counts are written there, and the names of what failed beside it.
 */
export function skipSummary(): Reporter {
  return {
    onTestRunEnd(modules, unhandledErrors) {
      const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
      const reasons = new Map<string, number>();
      for (const module of modules) count(module, counts, reasons);
      const tests = modules.flatMap((module) => [...module.children.allTests()]);
      const again = tests.filter((test) => test.diagnostic()?.flaky === true);
      if (again.length > 0) console.log(`Passed only at a second try:\n${again.map(nameOf).join('\n')}`);
      const noSkips = process.env['TESTS_NO_SKIPS'] === '1';
      if (counts.skipped > 0) {
        const list = [...reasons].map(([reason, n]) => `  ${n} x ${reason}`).join('\n');
        console.log(`Skipped ${counts.skipped} tests:\n${list}`);
        if (noSkips) {
          console.log('No test may be skipped here (TESTS_NO_SKIPS=1).');
          process.exitCode = 1;
        }
      }
      const failed = counts.failed + (noSkips ? counts.skipped : 0);
      const file = process.env['TESTS_COUNTS_FILE'];
      if (!file) return;
      writeFileSync(file, `${counts.passed} passed, ${failed} failed\n`);
      const lines = tests.filter((test) => test.result().state === 'failed').map(nameWithError);
      writeFileSync(`${file}.failures`, lines.map((line) => `${line}\n`).join(''));
    },
  };
}

function nameOf(test: TestCase): string {
  return `  ${test.module.relativeModuleId} > ${test.fullName}`;
}

function nameWithError(test: TestCase): string {
  const message = test.result().errors?.[0]?.message ?? '';
  return `${nameOf(test)}: ${message.split('\n')[0]?.slice(0, 300) ?? ''}`;
}

function count(
  module: TestModule,
  counts: { passed: number; failed: number; skipped: number },
  reasons: Map<string, number>,
): void {
  // A file that cannot be loaded has no tests, and errors of its own.
  counts.failed += module.errors().length;
  // A failing `beforeAll` is an error of its suite.
  for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
  for (const test of module.children.allTests()) {
    const result = test.result();
    if (result.state === 'passed') counts.passed += 1;
    else if (result.state === 'failed') counts.failed += 1;
    else {
      counts.skipped += 1;
      const reason =
        (result.state === 'skipped' && result.note) || `${module.relativeModuleId}: no reason given`;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
  }
}
