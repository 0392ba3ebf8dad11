import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawOf } from '../../bench/docs/draw.ts';
import { buildTestsSubject, type TestsSubject } from '../../bench/tests/build-subject.ts';
import { readPinned } from '../../bench/tests/read-pinned.ts';
import { readFloor } from '../../bench/tests/read-floor.ts';
import type { FetchedPackage, PinnedPackage } from '../../bench/tests/fetch-package.ts';

/** A package that depends on nothing, and how many of its functions are drawn: the whole floor takes minutes. */
const name = 'complex.js';
const count = 1;

/** Some forty runs of a runner: seconds, but for a machine with other work. */
const limitMs = 300_000;

test('good bodies for functions of a real package pass all gates', { timeout: limitMs }, async (context) => {
  const floor = readFloor(join(import.meta.dirname, '../../bench/tests/floor', `${name}.md`));
  const order = [...floor.keys()].toSorted((a, b) => drawOf(a).localeCompare(drawOf(b)));
  const subject = await buildTestsSubject();
  const { code } = subject;
  try {
    const fetched = fetchIt(code);
    if (fetched === undefined) return context.skip(`npm has no ${name} here`);
    const only = new Set(order.slice(0, count));
    const run = await code.runPackage(fetched, { name, count, only, samples: 12 }, code.openFloor(floor));
    expect(run.functions).toBe(count);
    expect(run.tests).toBeGreaterThanOrEqual(count);
    expect(run.gaps.closed / run.gaps.of).toBeGreaterThanOrEqual(0.9);
    expect(run.reached.statements.covered).toBeGreaterThan(run.loading.statements.covered);
  } finally {
    subject.remove();
  }
});

/** Undefined where no registry answers. */
function fetchIt(code: TestsSubject['code']): FetchedPackage | undefined {
  const pinned = readPinned<PinnedPackage>('packages.json').find((one) => one.name === name);
  if (pinned === undefined) throw new Error(`${name} is not pinned`);
  try {
    return code.fetchPackage(pinned);
  } catch (error) {
    if (error instanceof Error && error.message.includes('has the hash')) throw error;
    return undefined;
  }
}
