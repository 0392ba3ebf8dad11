import { beforeAll, describe, expect, test } from 'vitest';
import { documentedKinds, untouchedKinds } from './commit-kinds.ts';
import { createTrials, nameOf, type Case, type Twins } from './commit-twins.ts';
import { expectUnharmed, wasStopped } from './expect-unharmed.ts';
import { fileStates, seedFiles } from './file-states.ts';
import { hookPoints } from './hook-points.ts';
import { installHook } from './installed-hook.ts';

/**
 * Every kind of commit x every state of a file x every place to stop the hook: a number of them, `GALLEY_TORTURE`, drawn by
 * `GALLEY_SEED`; or those whose name holds `GALLEY_CASE`.
 */
const count = Number(process.env['GALLEY_TORTURE'] ?? 300);
const seed = Number(process.env['GALLEY_SEED'] ?? 1);
const named = process.env['GALLEY_CASE'];

const points = Object.keys(hookPoints);
const stops = [
  ...points.flatMap((point) => [`${point}: SIGKILL`, `${point}: SIGINT`]),
  ...['prepared', 'staging', 'copied'].flatMap((point) => [`${point}: SIGTERM`, `${point}: SIGINT twice`]),
  // At any moment: while it starts, reads or writes.
  ...[100, 200, 300, 400, 500].map((ms) => `${ms}: SIGKILL`),
  '',
];

const cases = [
  ...untouchedKinds.flatMap((kind) => fileStates.map((state) => ({ kind, state, stop: '' }))),
  ...documentedKinds.flatMap((kind) =>
    fileStates.flatMap((state) => stops.map((stop) => ({ kind, state, stop }))),
  ),
];

/** One of ten is of a kind that is left alone. Of the others every kind in every state comes once before one comes again. */
function draw(): Case[] {
  const random = createRandom(seed);
  const untouched = shuffle(
    cases.filter(({ kind }) => kind.isUntouched),
    random,
  );
  const pairs = shuffle(
    documentedKinds.flatMap((kind) => fileStates.map((state) => ({ kind, state }))),
    random,
  );
  const order = shuffle(stops, random);
  const stopOf = (i: number): string => order[(i + Math.floor(i / pairs.length) * 7) % order.length] ?? '';
  const few = Math.min(untouched.length, Math.floor(count / 10));
  const rest = Array.from({ length: count - few }, (_, i) => {
    const pair = pairs[i % pairs.length];
    if (pair === undefined) throw new Error('nothing to draw from');
    return { ...pair, stop: stopOf(i) };
  });
  return [...untouched.slice(0, few), ...rest];
}

function shuffle<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => [random(), value] as const)
    .sort(([a], [b]) => a - b)
    .map(([, value]) => value);
}

/** Numerical Recipes' generator, "Random Numbers", 7.1: enough to draw with. */
function createRandom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const drawn = named === undefined ? draw() : cases.filter((one) => nameOf(one).includes(named));

let trial: (one: Case) => Promise<Twins>;
/** One commit with a model server. */
const slow = 60_000;
/** Two commits with the hook and two without, beside others; one that hangs is ended sooner. */
const patience = 240_000;
beforeAll(async () => {
  trial = createTrials(await installHook(seedFiles()));
}, slow);

describe.concurrent('whenever the hook is stopped, nothing is lost', { timeout: patience }, () => {
  test.each(drawn.map((one) => [nameOf(one), one] as const))('%s', async (_, one) => {
    expectUnharmed(await trial(one), one);
  });
});

describe.concurrent('the hook is really stopped at', { timeout: patience }, () => {
  const state = fileStates.find(({ name }) => name === 'unstaged lines far away');
  // Two indexes that git holds; but what is committed by its path is as it is in the working tree.
  const kindFor = (point: string) =>
    documentedKinds.find(({ name }) => name === (point === 'merging' ? 'commit' : 'commit PATTERN'));
  test.each(points)('%s', async (point) => {
    const kind = kindFor(point);
    if (!kind || !state) throw new Error('no such commit');
    const one = { kind, state, stop: `${point}: SIGKILL` };
    const twins = await trial(one);
    expect(wasStopped(twins.hooked, one.stop)).toBe(true);
    expectUnharmed(twins, one);
  });
});

test('there are enough cases, and each has a name of its own', () => {
  expect(new Set(cases.map(nameOf)).size).toBe(cases.length);
  expect(new Set(drawn.map(nameOf)).size).toBe(drawn.length);
  expect(cases.length).toBeGreaterThan(20_000);
});
