import { spawnSync } from 'node:child_process';

/** Every fault of `galley serve` that takes processes and databases of its own. Usage: tsx scripts/nightly/app-faults.ts. */
const built = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/build.ts', '--quiet'], {
  stdio: 'inherit',
});
const started = performance.now();
const { status } =
  built.status === 0
    ? spawnSync(
        process.execPath,
        ['node_modules/vitest/vitest.mjs', 'run', '--project', 'real', 'test/e2e/app/', 'test/e2e/deploy/'],
        { stdio: 'inherit', env: { ...process.env, TESTS_LONG: '1' } },
      )
    : built;
const minutes = ((performance.now() - started) / 60_000).toFixed(1);

console.log(`app faults: ${status === 0 ? 'all as they should be' : 'some are not'}, ${minutes} min`);
process.exitCode = status ?? 1;
