import { readDraw, runBuiltTests } from '../run-built-tests.ts';

/**
 * Kills `galley serve` at random moments while pull requests are opened and pushed to, a quarter of the times with the
 * database of the data folder and else with a server, and looks for a webhook that was lost or a review that stands there twice.
 *
 * Usage: tsx scripts/nightly/app-kill.ts [seed] [kills]. Without a seed, one of the day.
 */
const { seed, cases } = readDraw(1000);
const { status, minutes } = runBuiltTests(['test/e2e/app/kill-'], { GALLEY_SEED: seed, GALLEY_KILLS: cases });

console.log(
  `app kill: ${cases} kills, ${status === 0 ? 'nothing lost, nothing twice' : 'not all as it should be'}, seed ${seed}, ${minutes} min`,
);
process.exitCode = status;
