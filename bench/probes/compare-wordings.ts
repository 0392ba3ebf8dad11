import { parseArgs } from 'node:util';
import { separation } from '../../src/probe/separation.ts';
import { askPlace } from '../../src/review/ask-place.ts';
import { placeOfExample } from '../../src/review/measure-probes.ts';
import { openTools } from './open-tools.ts';
import { readCatalogue } from './read-catalogue.ts';

/**
 * Shows how well each wording of each probe tells the probe's bad examples from its good ones: the area under the curve,
 * and the scores. For authors of probes.
 *
 *   npx tsx bench/probes/compare-wordings.ts [--server http://127.0.0.1:9931/v1] [--model NAME] [--probe ID ...] [--wordings 2] [--examples 3]
 */
const { values } = parseArgs({
  options: {
    server: { type: 'string', default: 'http://127.0.0.1:11434' },
    model: { type: 'string', default: 'qwen2.5-coder:1.5b' },
    probe: { type: 'string', multiple: true, default: [] },
    wordings: { type: 'string', default: '5' },
    examples: { type: 'string', default: '99' },
  },
});

const wanted = new Set(values.probe);
const probes = readCatalogue().filter(({ id }) => wanted.size === 0 || wanted.has(id));
const tools = openTools(new URL(values.server), values.model);
const signal = new AbortController().signal;
const card = await tools.model.describe(signal);
const finder = { ...tools, promptTokens: 1500 };

for (const probe of probes) {
  const scores: Record<'bad' | 'good', (number | undefined)[][]> = { bad: [], good: [] };
  const silent: string[] = [];
  for (const kind of ['bad', 'good'] as const) {
    for (const [index, example] of probe[kind].slice(0, Number(values.examples)).entries()) {
      const place = await placeOfExample(probe, example, finder);
      if (place === undefined) {
        silent.push(`${kind}[${index}]`);
        continue;
      }
      const row: (number | undefined)[] = [];
      for (const question of place.questions.slice(0, Number(values.wordings))) {
        const { score } = await askPlace(
          { ...place, questions: [question] },
          { ...tools, card, wordings: 1, signal },
        );
        row.push(score);
      }
      scores[kind].push(row);
    }
  }
  const of = (kind: 'bad' | 'good', wording: number): number[] =>
    scores[kind].flatMap((row) => row[wording] ?? []);
  const asked = probe.questions.slice(0, Number(values.wordings));
  const areas = asked.map((_, wording) => separation(of('bad', wording), of('good', wording)));
  const mean = (kind: 'bad' | 'good'): number[] =>
    scores[kind].map((row) => row.reduce<number>((sum, one) => sum + (one ?? 0), 0) / row.length);
  const all = separation(mean('bad'), mean('good'));
  const missed = silent.length === 0 ? '' : `  trigger silent: ${silent.join(' ')}`;
  console.log(
    `${probe.id.padEnd(34)} ${areas.map((area) => area.toFixed(2)).join(' ')}  mean ${all.toFixed(2)}${missed}`,
  );
  for (const [wording] of asked.entries()) {
    const show = (kind: 'bad' | 'good'): string =>
      of(kind, wording)
        .map((one) => one.toFixed(1))
        .join(' ');
    console.log(`    ${wording + 1}: bad ${show('bad')} | good ${show('good')}`);
  }
}
await tools.close();
