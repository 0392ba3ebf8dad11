import pc from 'picocolors';
import { wrapText } from '../../../report/wrap-text.ts';
import { removeInvisible } from '../../../safety/remove-invisible.ts';
import type { Probe } from '../../../probe/probe.ts';
import type { ExampleTrigger } from './check-triggers.ts';
import { drawScores } from './draw-scores.ts';
import { leastArea, type JudgedWording, type WordingVerdict } from './judge-wordings.ts';

/** Where the trigger fires in each example, and what does not work. */
export function renderTriggers(examples: readonly ExampleTrigger[], color: boolean): string {
  const paint = pc.createColors(color);
  const lines = examples.map(({ kind, number, language, line, problem }) => {
    const name = `${kind} ${number}`.padEnd(8);
    return line === undefined
      ? `${paint.red('FAIL')}  ${name}${language}: ${removeInvisible(problem)}`
      : `${paint.green('ok')}    ${name}${language}: fires on line ${line}`;
  });
  const failed = examples.filter((one) => one.line === undefined).length;
  const all = count(examples.length, 'example');
  const summary =
    failed === 0 ? `The trigger fires on all ${all}` : `The trigger is silent on ${failed} of ${all}`;
  return `${[...lines, '', failed === 0 ? summary : paint.red(summary)].join('\n')}\n`;
}

/** How well each wording separates the examples on this model, and a last line that judges. */
export function renderWordings(
  { wordings, best, separates }: WordingVerdict,
  model: string,
  color: boolean,
  width: number,
): string {
  const paint = pc.createColors(color);
  const lines = wordings.flatMap((one, index) => [
    paint.bold(`Wording ${index + 1}${index === best && wordings.length > 1 ? ', the best' : ''}`),
    ...wrapText(removeInvisible(one.question), width - 2).map((line) => `  ${line}`),
    `  tells ${one.apart} of ${one.pairs} pairs of bad and good apart (area ${one.area.toFixed(2)})`,
    ...(one.unanswered === 0
      ? []
      : [`  no answer of Yes or No for ${count(one.unanswered, 'example')}: not counted`]),
    `  ${drawScores(one.bad, one.good)}`,
    ...wrapText(tellThreshold(one), width - 2).map((line) => `  ${line}`),
    '',
  ]);
  const [area, wording] = [wordings[best]?.area ?? 0.5, best + 1];
  const verdict = separates
    ? paint.green(`Separates on ${model}: wording ${wording}, area ${area.toFixed(2)}`)
    : paint.red(
        `Does not separate on ${model}: the best area is ${area.toFixed(2)}, at least ${leastArea} is needed`,
      );
  return `${['', 'b a bad example, g a good one, * both; a higher score is more of a Yes', '', ...lines, verdict].join('\n')}\n`;
}

function tellThreshold({ threshold, bad }: JudgedWording): string {
  if (!threshold.speaks) return `would be off: ${threshold.reason}`;
  const { atLeast, hits } = threshold;
  return `would speak from ${atLeast.toFixed(2)} on and find ${hits.count} of ${bad.length} bad, if sound code scores as the good examples do; galley doctor --grade measures that`;
}

/** As data: all that was found out. */
export function publishProbeTest(
  probe: Probe,
  examples: readonly ExampleTrigger[],
  verdict: WordingVerdict | undefined,
  model: string | null,
): string {
  const { id } = probe;
  const wordings = verdict?.wordings.map(({ threshold, ...one }) => ({
    ...one,
    threshold: threshold.speaks ? threshold.atLeast : null,
  }));
  const asked = verdict && { separates: verdict.separates, best: verdict.best + 1, wordings };
  return `${JSON.stringify({ id, model, examples, ...asked }, null, 2)}\n`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
