import pc from 'picocolors';
import { wrapText } from '../../../report/wrap-text.ts';
import type { Rule } from '../../../rule/rule.ts';
import { removeInvisible } from '../../../safety/remove-invisible.ts';
import { tellMeasured, type MeasuredRules } from './measured-rules.ts';
import { languagesOf } from './render-rule-list.ts';

/** `galley explain RULE`: what it says, why, code it finds and code it leaves alone. */
export function renderExplanation(
  rule: Rule,
  measured: MeasuredRules | undefined,
  color: boolean,
  width: number,
): string {
  const paint = pc.createColors(color);
  const paints = { error: paint.red, warning: paint.magenta, info: paint.cyan };
  const prose = (text: string): string[] => [...wrapText(removeInvisible(text), width)];
  const block = (heading: string, code: string): string[] => [
    paint.bold(heading),
    ...code
      .trimEnd()
      .split('\n')
      .map((line) => `    ${removeInvisible(line)}`),
    '',
  ];
  const [bad] = rule.invalid;
  const fixed = bad?.fixed;
  const lines = [
    paint.bold(removeInvisible(rule.id)),
    ...prose(`${rule.title}.`),
    '',
    ...prose(rule.why),
    '',
    ...(bad ? block('Found', bad.code) : []),
    ...(fixed === undefined ? [] : block('With its fix', fixed)),
    ...(rule.valid[0] === undefined ? [] : block('Left alone', rule.valid[0])),
    `Severity   ${paints[rule.severity](rule.severity)}, ${rule.category}`,
    `Languages  ${languagesOf(rule)}`,
    `From       ${rule.origin === 'built-in' ? 'Galley' : removeInvisible(rule.where)}`,
    `Fix        ${rule.fix === undefined ? 'none' : 'suggested where it is proved to parse'}`,
    `Precision  ${tellMeasured(rule, measured)}`,
    ...(rule.url === '' ? [] : [`More       ${removeInvisible(rule.url)}`]),
    `Silence    ${rule.languages.includes('python') ? '#' : '//'} galley-ignore-next-line ${rule.id.split('/')[1] ?? rule.id} -- REASON`,
  ];
  return `${lines.join('\n')}\n`;
}
