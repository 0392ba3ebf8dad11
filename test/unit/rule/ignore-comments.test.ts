import { expect, it } from 'vitest';
import { findIgnoreComments, meansRule } from '../../../src/rule/ignore-comments.ts';

it('finds the comment, the code it is about, its rules and its reason', () => {
  const lines = [
    'a();',
    '  // galley-ignore-next-line empty-catch, team/vault -- tried -- and tested',
    '',
    '  // the reason in long',
    '  b();',
    '# galley-ignore-next-line galley/bare-except -- Python',
    'c()',
    '{/* galley-ignore-next-line x -- JSX */}',
    '/* galley-ignore-next-line y */',
    'd();',
    'e(); // galley-ignore-next-line trailing -- does not count',
    "f('// galley-ignore-next-line text -- does not count');",
    '// galley-ignore-next-line last -- nothing follows',
  ];
  expect(findIgnoreComments(lines)).toEqual([
    { line: 2, target: 5, rules: ['empty-catch', 'team/vault'], reason: 'tried -- and tested' },
    { line: 6, target: 7, rules: ['galley/bare-except'], reason: 'Python' },
    { line: 8, target: 10, rules: ['x'], reason: 'JSX' },
    { line: 9, target: 10, rules: ['y'], reason: '' },
    { line: 13, target: undefined, rules: ['last'], reason: 'nothing follows' },
  ]);
});

it('takes a rule by its whole id or by its name', () => {
  expect(meansRule('galley/empty-catch', 'galley/empty-catch')).toBe(true);
  expect(meansRule('empty-catch', 'galley/empty-catch')).toBe(true);
  expect(meansRule('catch', 'galley/empty-catch')).toBe(false);
  expect(meansRule('team/empty-catch', 'galley/empty-catch')).toBe(false);
});
