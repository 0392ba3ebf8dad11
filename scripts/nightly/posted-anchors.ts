import { runPostedAnchors } from '../../test/integration/github/posted-anchors.ts';

/**
 * Looks for a comment that would be sent and that the rules of the forge's double refuse, in random changes.
 *
 * Usage: tsx scripts/nightly/posted-anchors.ts [seed] [cases]. Without a seed, one of the day.
 */
const day = Math.floor(Date.now() / 86_400_000);
const seed = Number(process.argv[2] ?? day * 1000);
const cases = Number(process.argv[3] ?? 100_000);

const started = performance.now();
const run = await runPostedAnchors(seed, cases);
const seconds = ((performance.now() - started) / 1000).toFixed(1);

for (const comment of run.refused.slice(0, 20)) console.error(comment);
console.log(
  `posted anchors: ${run.cases} cases, ${run.sent} comments, ${run.refused.length} refused, seed ${seed}, ${seconds} s`,
);
process.exitCode = run.refused.length === 0 ? 0 : 1;
