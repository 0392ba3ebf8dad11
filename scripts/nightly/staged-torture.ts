import { spawnSync } from 'node:child_process';

/**
 * Commits through a hook that is stopped at any step, in repositories in any state, and compares with commits without it.
 *
 * Usage: tsx scripts/nightly/staged-torture.ts [seed] [cases]. Without a seed, one of the day.
 */
const day = Math.floor(Date.now() / 86_400_000);
const seed = process.argv[2] ?? String(day);
const cases = process.argv[3] ?? '1500';

const started = performance.now();
const { status } = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'real',
    'test/integration/git/staged/torture.test.ts',
  ],
  { stdio: 'inherit', env: { ...process.env, GALLEY_SEED: seed, GALLEY_TORTURE: cases } },
);
const minutes = ((performance.now() - started) / 60_000).toFixed(1);

console.log(
  `staged torture: ${cases} cases, ${status === 0 ? 'none' : 'some'} failed, seed ${seed}, ${minutes} min`,
);
process.exitCode = status ?? 1;
