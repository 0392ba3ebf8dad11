import type { Rule } from '../../../src/rule/rule.ts';

/** A rule that finds the given expression; for the in-memory engine. */
export function makeRule(regex: string, more: Partial<Rule> = {}): Rule {
  return {
    id: 'galley/test-rule',
    origin: 'built-in',
    where: 'test-rule.yml:1:1',
    severity: 'warning',
    category: 'correctness',
    title: 'A test rule',
    message: 'This is wrong. Do it right.',
    why: 'Because.',
    url: '',
    languages: ['typescript'],
    syntax: { rule: { regex } },
    hints: [],
    needs: [],
    files: [],
    ignores: [],
    valid: ['good'],
    invalid: [{ code: 'bad' }],
    ...more,
  };
}
