import pc from 'picocolors';
import type { RuleProblem } from '../../../rule/rule.ts';
import type { RuleTest } from '../../../rule/test-rule.ts';
import { removeInvisible } from '../../../safety/remove-invisible.ts';

/** `galley rules test`: what failed, with its example, and a last line that counts. */
export function renderRuleTests(
  tests: readonly RuleTest[],
  problems: readonly RuleProblem[],
  color: boolean,
): string {
  const paint = pc.createColors(color);
  const failed = tests.filter((test) => test.failures.length > 0);
  const lines = failed.flatMap(({ rule, failures }) => [
    `${paint.red('FAIL')}  ${paint.bold(rule.id)}  ${rule.where}`,
    ...failures.flatMap(({ text, code }) => [...indent(text, 6), ...indent(code, 8).map(paint.dim), '']),
  ]);
  lines.push(
    ...problems.map(({ where, text }) => `${paint.red('BROKEN')}  ${removeInvisible(`${where}: ${text}`)}`),
  );
  if (problems.length > 0) lines.push('');
  const examples = tests.reduce((sum, test) => sum + test.examples, 0);
  lines.push(
    [
      failed.length === 0
        ? paint.green(`${count(tests.length, 'rule')} ok`)
        : paint.red(`${failed.length} of ${count(tests.length, 'rule')} failed`),
      count(examples, 'example'),
      ...(problems.length === 0 ? [] : [paint.red(`${count(problems.length, 'problem')} in rule files`)]),
    ].join(', '),
  );
  return `${lines.join('\n')}\n`;
}

function indent(text: string, columns: number): string[] {
  if (text === '') return [];
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `${' '.repeat(columns)}${removeInvisible(line)}`);
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
