import { spawnSync } from 'node:child_process';

/**
 * Commits through the installed hook, stopped at any step, in repositories in any state, and compares with commits without it.
 *
 * Usage: tsx scripts/nightly/staged-torture.ts [seed] [cases]. Without a seed, one of the day. One case, by its name:
 * GALLEY_CASE='commit -a | clean | staging: SIGKILL' npx vitest run test/e2e/staged/torture.test.ts
 */
const day = Math.floor(Date.now() / 86_400_000);
const seed = process.argv[2] ?? String(day);
const cases = process.argv[3] ?? '1500';

// The hook under test is the built command.
const built = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--quiet'], {
  stdio: 'inherit',
});
const started = performance.now();
const { status } =
  built.status === 0
    ? spawnSync(
        process.execPath,
        ['node_modules/vitest/vitest.mjs', 'run', '--project', 'real', 'test/e2e/staged/torture.test.ts'],
        { stdio: 'inherit', env: { ...process.env, GALLEY_SEED: seed, GALLEY_TORTURE: cases } },
      )
    : built;
const minutes = ((performance.now() - started) / 60_000).toFixed(1);

console.log(
  `staged torture: ${cases} cases, ${status === 0 ? 'none' : 'some'} failed, seed ${seed}, ${minutes} min`,
);
process.exitCode = status ?? 1;
