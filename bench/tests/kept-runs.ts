import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { benchCache } from './fetch-package.ts';

/**
 * What came of one package or commit with a server, so that a stopped run goes on behind it; its replies are kept apart, each as
 * it comes. Replays ask for nothing and are never taken from here.
 *
 * @param key all that decides what comes of it, but the code
 */
export async function keepRun<Run>(
  key: readonly (string | number)[],
  make: () => Promise<Run>,
): Promise<Run> {
  const file = join(benchCache, 'runs', `${key.join('-').replace(/[^\w.@-]/g, '-')}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Run;
  const run = await make();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(run));
  return run;
}
