import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const script = join(import.meta.dirname, 'leave-garbage.ts');
const timesOf = (...args: string[]): number =>
  Number(execFileSync(process.execPath, ['--import', 'tsx', script, ...args], { encoding: 'utf8' }));

it('all of the heap is looked through more often, so that garbage does not lie', () => {
  const [usual, small] = [timesOf(), timesOf('small')];
  expect(small).toBeGreaterThan(usual * 1.5);
});
