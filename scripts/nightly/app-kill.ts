import { spawnSync } from 'node:child_process';

/**
 * Kills `galley serve` at random moments while pull requests are opened and pushed to, and looks for a webhook that was
 * lost or a review that stands there twice.
 *
 * Usage: tsx scripts/nightly/app-kill.ts [seed] [kills]. Without a seed, one of the day.
 */
const day = Math.floor(Date.now() / 86_400_000);
const seed = process.argv[2] ?? String(day);
const kills = process.argv[3] ?? '1000';

// The app under test is the built command.
const built = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--quiet'], {
  stdio: 'inherit',
});
const started = performance.now();
const { status } =
  built.status === 0
    ? spawnSync(
        process.execPath,
        ['node_modules/vitest/vitest.mjs', 'run', '--project', 'real', 'test/e2e/app/kill.test.ts'],
        {
          stdio: 'inherit',
          env: { ...process.env, TESTS_LONG: '1', GALLEY_SEED: seed, GALLEY_KILLS: kills },
        },
      )
    : built;
const minutes = ((performance.now() - started) / 60_000).toFixed(1);

console.log(
  `app kill: ${kills} kills, ${status === 0 ? 'nothing lost, nothing twice' : 'not all as it should be'}, seed ${seed}, ${minutes} min`,
);
process.exitCode = status ?? 1;
