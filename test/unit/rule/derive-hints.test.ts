import { describe, expect, it } from 'vitest';
import { deriveHints } from '../../../src/rule/derive-hints.ts';
import type { SyntaxRule } from '../../../src/rule/syntax-rule.ts';

const cases: [string, SyntaxRule, string[]][] = [
  ['the longest name of a pattern', { rule: { pattern: 'JSON.parse($A)' } }, ['parse']],
  ['no variable, no list', { rule: { pattern: 'eval($CODE, $$$REST)' } }, ['eval']],
  ['an operator where there is no name', { rule: { pattern: '$A === $B' } }, ['===']],
  ['nothing where there is neither', { rule: { pattern: '$A = $B' } }, []],
  ['the keyword of a kind', { rule: { kind: 'debugger_statement' } }, ['debugger']],
  ['nothing for another kind', { rule: { kind: 'call_expression' } }, []],
  ['the rarest part of all', { rule: { all: [{ pattern: 'if ($A) $B' }, { has: { pattern: 'getElementById($X)' } }] } }, ['getElementById']], // prettier-ignore
  ['every part of any', { rule: { any: [{ pattern: 'exec($A)' }, { pattern: 'spawn($A)' }] } }, ['exec', 'spawn']], // prettier-ignore
  ['nothing when one part of any gives nothing', { rule: { any: [{ pattern: 'exec($A)' }, { kind: 'number' }] } }, []], // prettier-ignore
  ['nothing from surroundings and denials', { rule: { kind: 'number', inside: { pattern: 'eval($A)' }, not: { pattern: 'x1' }, precedes: { pattern: 'abc' } } }, []], // prettier-ignore
  ['words of a list', { rule: { kind: 'string', regex: '^(?:md5|sha1)$' } }, ['md5', 'sha1']],
  ['nothing from any other expression', { rule: { regex: '^ab+c?$' } }, []],
  ['a constraint on a variable of the pattern', { rule: { pattern: '$F($A)' }, constraints: { F: { regex: '^setTimeout$' } } }, ['setTimeout']], // prettier-ignore
  ['no constraint on another one', { rule: { any: [{ pattern: '$G($A)' }] }, constraints: { G: { regex: '^abc$' } } }, []], // prettier-ignore
  ['a utility', { rule: { matches: 'u' }, utils: { u: { pattern: 'parseInt($A)' } } }, ['parseInt']],
  ['an endless utility', { rule: { matches: 'u' }, utils: { u: { matches: 'u' } } }, []],
];

describe('deriveHints', () => {
  it.each(cases)('%s', (_, rule, hints) => {
    expect(deriveHints(rule)).toEqual(hints);
  });
});
