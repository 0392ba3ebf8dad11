import { spawnSync } from 'node:child_process';

export interface TestRun {
  /** Exit status of the build, or else of the tests. */
  readonly status: number;
  /** Of the tests alone. */
  readonly minutes: string;
}

/** Builds the command, then runs the tests below these paths, which run it as a process. `env` is laid over this one's. */
export function runBuiltTests(paths: readonly string[], env: Readonly<Record<string, string>> = {}): TestRun {
  const run = (...args: readonly string[]): number =>
    spawnSync(process.execPath, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;
  const built = run('--import', 'tsx', 'scripts/build.ts', '--quiet');
  const started = performance.now();
  const status = built || run('node_modules/vitest/vitest.mjs', 'run', '--project', 'real', ...paths);
  return { status, minutes: ((performance.now() - started) / 60_000).toFixed(1) };
}

/** Of a nightly script, whose arguments are a seed and a number of cases. Without a seed, one of the day. */
export function readDraw(usual: number): { readonly seed: string; readonly cases: string } {
  const [, , seed = String(Math.floor(Date.now() / 86_400_000)), cases = String(usual)] = process.argv;
  return { seed, cases };
}
