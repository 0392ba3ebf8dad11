import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { languageOf } from '../../src/change/chunk-language.ts';
import type { CalibrationTable } from '../../src/probe/calibration.ts';
import { separation } from '../../src/probe/separation.ts';
import { setThreshold } from '../../src/probe/set-threshold.ts';
import { probeId } from '../../src/prompt/probe/prompt.ts';
import { askCanary } from '../../src/review/ask-canary.ts';
import { measureClaims } from '../../src/review/measure-claims.ts';
import { measureProbes } from '../../src/review/measure-probes.ts';
import type { MeasuredText } from '../../src/review/places-in-text.ts';
import { openTools } from './open-tools.ts';
import { readCatalogue } from './read-catalogue.ts';

/**
 * Measures the catalogue on one model and writes its table. Can be stopped and started again.
 *
 *   npx tsx bench/probes/calibrate.ts --out table.json --sound node_modules/zod/src --sound ... [--places 40]
 *     [--model qwen2.5-coder:1.5b] [--server http://127.0.0.1:11434] [--probe ID ...] [--claims]
 */
const { values } = parseArgs({
  options: {
    server: { type: 'string', default: 'http://127.0.0.1:11434' },
    model: { type: 'string', default: 'qwen2.5-coder:1.5b' },
    out: { type: 'string' },
    sound: { type: 'string', multiple: true, default: [] },
    places: { type: 'string', default: '40' },
    wordings: { type: 'string', default: '1' },
    probe: { type: 'string', multiple: true, default: [] },
    claims: { type: 'boolean', default: false },
  },
});

const mostFiles = 600;
const mostBytes = 200_000;

function textsBelow(folder: string): MeasuredText[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.flatMap((name) => {
    const path = join(folder, name);
    const isCode = ['typescript', 'tsx', 'javascript', 'python', 'go'].includes(languageOf(name));
    const isWanted =
      isCode && !/\.d\.[cm]?ts$|\.min\.|(^|\/)(tests?|__tests__|testdata|node_modules|locales)\//.test(name);
    if (!isWanted || !statSync(path).isFile() || statSync(path).size > mostBytes) return [];
    return [{ path: relative(folder, path), text: readFileSync(path, 'utf8') }];
  });
}

/** The same number of files of each folder, spread over it. */
function takeEvenly(folders: readonly string[]): MeasuredText[] {
  const share = Math.ceil(mostFiles / Math.max(1, folders.length));
  return folders.flatMap((folder) => {
    const all = textsBelow(folder);
    const step = Math.max(1, all.length / share);
    return Array.from(
      { length: Math.min(share, all.length) },
      (_, index) => all[Math.floor(index * step)],
    ).filter((text) => text !== undefined);
  });
}

const wanted = new Set(values.probe);
const probes = readCatalogue().filter(({ id }) => wanted.size === 0 || wanted.has(id));
const tools = openTools(new URL(values.server), values.model);
const { signal } = new AbortController();
const card = await tools.model.describe(signal);
const started = Date.now();
let told = 0;
const scores = await measureProbes({
  ...tools,
  card,
  signal,
  probes,
  sound: takeEvenly(values.sound),
  soundPlaces: Number(values.places),
  promptTokens: 1500,
  wordings: Number(values.wordings),
  onProgress: (done, all) => {
    if (Date.now() - told < 10_000 && done < all) return;
    told = Date.now();
    process.stderr.write(`${done} of ${all} questions, ${Math.round((told - started) / 1000)} s\n`);
  },
});
const answers = await askCanary({ ...tools, card, signal, wordings: 1 });
const claims = values.claims
  ? await measureClaims({
      ...tools,
      ...{ card, signal, probes, promptTokens: 1500, replyTokens: 320, wordings: 1 },
      onCall: () => {},
      until: () => false,
    })
  : null;
await tools.close();

for (const [id, own] of Object.entries(scores)) {
  const threshold = setThreshold(own);
  const auc = separation(own.bad, [...own.good, ...own.sound]).toFixed(2);
  const twins = separation(own.bad, own.good).toFixed(2);
  const verdict = threshold.speaks
    ? `speaks from ${threshold.atLeast.toFixed(2)}: ${threshold.hits.count}/${threshold.hits.of} found`
    : threshold.reason;
  console.log(`${id.padEnd(36)} ${auc} ${twins} sound ${own.sound.length}  ${verdict}`);
}
if (values.out !== undefined) {
  const { family, parameters, quantisation } = card;
  const key = { family, parameters, quantisation };
  const table: CalibrationTable = {
    key,
    promptVersion: probeId.version,
    canary: answers.scores,
    probes: scores,
    claims,
  };
  writeFileSync(values.out, `${JSON.stringify(table, null, 1)}\n`);
}
