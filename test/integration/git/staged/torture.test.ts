import { beforeAll, describe, expect, test } from 'vitest';
import { writeSteps } from '../../../../src/git/staged/create-staged-writer.ts';
import { commitKinds } from './commit-kinds.ts';
import { expectUnharmed } from './expect-unharmed.ts';
import { fileStates } from './file-states.ts';
import { buildHook } from './install-hook.ts';
import { commitTwice, type Case } from './twin-commit.ts';

/**
 * Every kind of commit x every state of a file x every place to stop: some of them by a seed, all with
 * `GALLEY_TORTURE=all`, a number of them with a number.
 */
const wanted = process.env['GALLEY_TORTURE'] ?? '24';
const seed = Number(process.env['GALLEY_SEED'] ?? 1);

const stops = [
  ...writeSteps.flatMap((step) => [`${step} SIGKILL`, `${step} SIGINT`]),
  // At any moment: while it reads, prepares or writes.
  ...[60, 90, 110, 130, 150, 180].map(String),
  '',
];

const cases: Case[] = commitKinds.flatMap((kind) =>
  fileStates.flatMap((state) => stops.map((stop) => ({ kind, state, stop }))),
);

/** Numerical Recipes' generator, "Random Numbers", 7.1: enough to draw with. */
function draw<T>(from: readonly T[], count: number): T[] {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const found = from[Math.floor((state / 2 ** 32) * from.length)];
    if (found === undefined) throw new Error('nothing to draw from');
    return found;
  });
}

const drawn = wanted === 'all' ? cases : draw(cases, Number(wanted));

let hooks = '';
beforeAll(() => {
  hooks = buildHook();
});

describe.concurrent('whenever the hook is stopped, nothing is lost', () => {
  test.each(
    drawn.map((one) => [`${one.kind.name}, ${one.state.name}, ${one.stop || 'to its end'}`, one] as const),
  )('%s', async (_, one) => {
    const twins = await commitTwice(one, hooks);
    expectUnharmed(twins, one);
  });
});

test('there are enough cases', () => {
  expect(cases.length).toBeGreaterThan(1500);
});
