import { runAnchorOracle } from '../../test/integration/review/anchor-oracle.ts';

/**
 * Looks for an anchor outside of every hunk in reviews of random changes.
 *
 * Usage: tsx scripts/nightly/anchor-oracle.ts [seed] [cases]. Without a seed, one of the day.
 */
const day = Math.floor(Date.now() / 86_400_000);
const seed = Number(process.argv[2] ?? day * 1000);
const cases = Number(process.argv[3] ?? 100_000);

const started = performance.now();
const run = await runAnchorOracle(seed, cases);
const seconds = ((performance.now() - started) / 1000).toFixed(1);

for (const anchor of run.illegal.slice(0, 20)) console.error(anchor);
console.log(
  `anchor oracle: ${run.cases} cases, ${run.findings} findings, ${run.illegal.length} failed, seed ${seed}, ${seconds} s`,
);
process.exitCode = run.illegal.length === 0 ? 0 : 1;
