import type { MeasuredRules } from '../../src/entry/cli/rules/measured-rules.ts';

/**
 * Reads the table of judged hits in bench/review/RULE-HITS.md: `rule`, package, where, hits, verdict, reason. Throws an
 * Error for a row it does not understand, so that a table of another shape is noticed by the build.
 */
export function readRuleHits(markdown: string): MeasuredRules {
  const rules: Record<string, { judged: number; right: number }> = {};
  for (const line of markdown.split('\n').filter((one) => one.startsWith('| `'))) {
    // A cell may hold a code span, whose own bars are escaped.
    const [name = '', , , hits = '', verdict = ''] = line
      .split(/(?<!\\)\|/)
      .slice(1)
      .map((cell) => cell.trim());
    const rule = /^`([a-z0-9-]+)`$/.exec(name)?.[1];
    const count = /^\d+$/.test(hits) ? Number(hits) : undefined;
    if (rule === undefined || count === undefined || !verdicts.has(verdict))
      throw new Error(`RULE-HITS.md: not understood: ${line.slice(0, 120)}`);
    const known = (rules[`galley/${rule}`] ??= { judged: 0, right: 0 });
    known.judged += count;
    if (verdict !== 'fine') known.right += count;
  }
  return {
    packages: {
      script: countOf(markdown, 'npm packages'),
      python: countOf(markdown, 'Python wheels'),
      go: countOf(markdown, 'versions of modules'),
    },
    rules,
  };
}

const verdicts = new Set(['bug', 'risk', 'fine']);

function countOf(markdown: string, what: string): number {
  const found = new RegExp(`([\\d,]+) ${what}`).exec(markdown)?.[1];
  if (found === undefined) throw new Error(`RULE-HITS.md does not say how many ${what} were read`);
  return Number(found.replaceAll(',', ''));
}
