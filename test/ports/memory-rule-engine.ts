import type { MatchRequest, RuleEngine, SkippedRule } from '../../src/rule/rule-engine.ts';
import type { SyntaxMatch, SyntaxRule } from '../../src/rule/syntax-rule.ts';

export interface MemoryRuleEngine extends RuleEngine {
  /** All questions, in order. */
  readonly requests: MatchRequest[];
}

/**
 * The RuleEngine port without a parser: a rule is one `regex` in JavaScript's words, a match a match of it, a variable
 * a named group. A text has as many errors as it has `<error>`. The rule `slow` is skipped as slow, others than `regex`
 * as broken.
 */
export function memoryRuleEngine(): MemoryRuleEngine {
  const requests: MatchRequest[] = [];
  return {
    requests,
    async match(request) {
      requests.push(request);
      const { rules, text, countErrors } = request;
      return {
        matches: rules.map((rule) => matchesOf(rule, request)),
        skipped: rules.flatMap(({ rule }, index) => skip(rule['regex'], index)),
        errors: countErrors ? text.split('<error>').length - 1 : undefined,
      };
    },
    close: async () => {},
  };
}

function skip(regex: unknown, index: number): SkippedRule[] {
  if (regex === 'slow') return [{ index, reason: 'slow', text: 'it took 300 ms' }];
  return regex === undefined ? [{ index, reason: 'broken', text: 'not understood' }] : [];
}

function matchesOf({ rule }: SyntaxRule, { text, lines }: MatchRequest): SyntaxMatch[] {
  const { regex } = rule;
  if (typeof regex !== 'string' || regex === 'slow') return [];
  const rangeOf = ([start, end]: [number, number]) => ({
    start,
    end,
    startLine: text.slice(0, start).split('\n').length,
    endLine: text.slice(0, end).split('\n').length,
  });
  return [...text.matchAll(new RegExp(regex, 'dg'))]
    .map((found) => ({
      ...rangeOf(found.indices?.[0] ?? [0, 0]),
      captures: Object.fromEntries(
        Object.entries(found.indices?.groups ?? {}).flatMap(([name, at]) =>
          at ? [[name, { ...rangeOf(at), text: text.slice(...at) }]] : [],
        ),
      ),
      transformed: {},
    }))
    .filter(
      ({ startLine, endLine }) =>
        lines?.some(({ first, last }) => startLine <= last && endLine >= first) ?? true,
    );
}
