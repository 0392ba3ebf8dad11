import { parseDiff } from '../../src/change/parse-diff.ts';
import { runDiffOracle } from '../../test/doubles/diff-oracle/run-diff-oracle.ts';

/**
 * Checks the diff reader against the real git on random trees.
 *
 * Usage: tsx scripts/nightly/diff-oracle.ts [seed] [cases]. Without a seed, one of the day.
 */
const day = Math.floor(Date.now() / 86_400_000);
const seed = Number(process.argv[2] ?? day * 1000);
const cases = Number(process.argv[3] ?? 100_000);
const shownFailures = 20;

const started = performance.now();
const result = runDiffOracle({ seed, cases, parse: parseDiff });
const seconds = ((performance.now() - started) / 1000).toFixed(1);

for (const failure of result.failures.slice(0, shownFailures)) console.error(failure);
console.log(
  `diff oracle: ${String(result.cases)} cases, ${String(result.failures.length)} failed, seed ${String(seed)}, ${seconds} s`,
);
process.exitCode = result.failures.length === 0 ? 0 : 1;
