import pc from 'picocolors';
import { wrapText } from '../../../report/wrap-text.ts';
import type { Rule, RuleSet } from '../../../rule/rule.ts';
import { removeInvisible } from '../../../safety/remove-invisible.ts';

const origins = [
  ['built-in', 'Built in'],
  ['repository', 'Of this repository'],
  ['operator', 'Of the operator'],
] as const;

/** `galley rules list`: by where they come from and what they look at; two lines a rule, title below id. */
export function renderRuleList({ rules, problems }: RuleSet, color: boolean, width: number): string {
  const paint = pc.createColors(color);
  const paints = { error: paint.red, warning: paint.magenta, info: paint.cyan };
  const lines: string[] = [];
  for (const [origin, heading] of origins) {
    const own = rules.filter((rule) => rule.origin === origin);
    for (const languages of new Set(own.map(languagesOf))) {
      const group = own.filter((rule) => languagesOf(rule) === languages);
      const idWidth = Math.max(...group.map((rule) => rule.id.length));
      lines.push(paint.bold(`${heading}, ${languages}: ${group.length}`), '');
      for (const { id, severity, title, fix } of group) {
        const mark = fix === undefined ? '' : '  fix';
        lines.push(
          `  ${paints[severity](severity.padEnd(7))}  ${id.padEnd(fix === undefined ? 0 : idWidth)}${mark}`,
        );
        lines.push(
          ...wrapText(removeInvisible(title), width - 11).map((line) => `           ${paint.dim(line)}`),
        );
      }
      lines.push('');
    }
  }
  lines.push(...problems.map(({ where, text }) => paint.red(removeInvisible(`broken: ${where}: ${text}`))));
  const fixes = rules.filter((rule) => rule.fix !== undefined).length;
  lines.push(`${rules.length} rules, ${fixes} with a fix; galley explain RULE says more`);
  return `${lines.join('\n')}\n`;
}

const names: Readonly<Record<string, string>> = {
  typescript: 'TypeScript',
  tsx: 'TSX',
  javascript: 'JavaScript',
  python: 'Python',
  go: 'Go',
};

/** For people: `TypeScript, TSX, JavaScript`. */
export function languagesOf({ languages }: Pick<Rule, 'languages'>): string {
  return languages.map((language) => names[language] ?? language).join(', ');
}
