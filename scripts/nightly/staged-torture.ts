import { readDraw, runBuiltTests } from '../run-built-tests.ts';

/**
 * Commits through the installed hook, stopped at any step, in repositories in any state, and compares with commits without it.
 *
 * Usage: tsx scripts/nightly/staged-torture.ts [seed] [cases]. Without a seed, one of the day. One case, by its name:
 * GALLEY_CASE='commit -a | clean | staging: SIGKILL' npx vitest run test/e2e/staged/torture.test.ts
 */
const { seed, cases } = readDraw(1500);
const { status, minutes } = runBuiltTests(['test/e2e/staged/torture.test.ts'], {
  GALLEY_SEED: seed,
  GALLEY_TORTURE: cases,
});

console.log(
  `staged torture: ${cases} cases, ${status === 0 ? 'none' : 'some'} failed, seed ${seed}, ${minutes} min`,
);
process.exitCode = status;
