import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../test/doubles/diff-oracle/seeded-random.ts';
import { corpusFiles, drawFiles, endings } from '../../test/integration/review/docs-identity/corpus-files.ts';
import { runDocsIdentity } from '../../test/integration/review/docs-identity/run-docs-identity.ts';

/**
 * Documents real code of many packages with comments of all kinds, and looks for a byte of code that changes.
 *
 * Usage: tsx scripts/nightly/docs-identity.ts [seed] [share] [corpus]. Without a seed, one of the day; `share` takes only
 * so much of each language, 1 is all. First: bash scripts/corpus/fetch.sh .peers/corpus
 */
const seed = Number(process.argv[2] ?? Math.floor(Date.now() / 86_400_000));
const share = Number(process.argv[3] ?? 1);
const corpus = process.argv[4] ?? join(import.meta.dirname, '../../.peers/corpus');
/** Files of each language: C# and Rust are the scarce ones. */
const most = { ts: 1700, js: 1700, py: 1700, go: 1700, java: 1700, rs: 1700, cs: 1500 };
const shown = 30;

const started = performance.now();
const wanted = Object.fromEntries(endings.map((one) => [one, Math.ceil(most[one] * share)])) as typeof most;
const files = drawFiles(corpusFiles(corpus), wanted, seededRandom(seed));
const { tallies, tools } = await runDocsIdentity(files, {
  seed,
  processes: Math.min(2, availableParallelism()),
});

let [checked, faults, crashes, hostile] = [0, tools.faults.length, 0, 0];
let isEnough = tools.missing.length === 0;
const packages = new Set<string>();
const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
for (const ending of endings) {
  const { states, counts, ...tally } = tallies[ending];
  const read = states.documented + states['parse errors'] + states['not parsed'];
  console.log(
    `.${ending}: ${read} files of ${tally.packages.size} packages, ${states['parse errors']} with parse errors, ` +
      `${states['not parsed']} not parsed, ${states['left alone'] + states['not text']} left alone; ` +
      `${counts.declarations} declarations, ${counts.eligible} eligible, ${percent(counts.commented, counts.eligible)} commented; ` +
      `with private ones ${counts.eligibleAll} and ${percent(counts.commentedAll, counts.eligibleAll)}; ` +
      `hostile: ${counts.hostile} comments, ${counts.hostileDropped} dropped by the proof; ` +
      `naive: ${counts.naiveKept} of ${counts.naive} passed the proof; ` +
      `${tools.compared[ending] ?? 0} results read by the language's own parser; ` +
      `${tally.faults.length} faults, ${tally.crashes.length} crashes`,
  );
  for (const line of [...tally.crashes, ...tally.faults].slice(0, shown)) console.error(line);
  if (process.env['VERBOSE'] === '1')
    for (const line of [...tally.broken, ...tally.unsaid]) console.error(`  ${line}`);
  checked += states.documented;
  faults += tally.faults.length;
  crashes += tally.crashes.length;
  hostile += counts.hostile;
  for (const name of tally.packages) packages.add(name);
  isEnough &&= counts.eligible > 0 && counts.commented >= 0.9 * counts.eligible;
}
for (const line of tools.faults.slice(0, shown)) console.error(line);
for (const tool of tools.missing) console.error(`${tool} did not compare anything`);
const isLarge = share < 1 || (checked >= 10_000 && packages.size >= 40);
if (!isLarge) console.error('The corpus is too small: bash scripts/corpus/fetch.sh .peers/corpus');

const minutes = ((performance.now() - started) / 60_000).toFixed(1);
console.log(
  `docs identity: ${checked} files of ${packages.size} packages, ${hostile} hostile comments, ${faults} faults, ` +
    `${crashes} crashes, ${isEnough ? 'over' : 'not over'} 90 % commented in each language, seed ${seed}, ${minutes} min`,
);
process.exitCode = faults === 0 && crashes === 0 && isEnough && isLarge ? 0 : 1;
