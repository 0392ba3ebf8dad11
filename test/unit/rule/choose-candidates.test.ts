import { expect, it } from 'vitest';
import { chooseCandidates } from '../../../src/rule/choose-candidates.ts';
import type { Rule } from '../../../src/rule/rule.ts';
import { makeRule } from './make-rule.ts';

const ids = (rules: readonly Rule[], path: string, language: string, added: string, text = added): string[] =>
  chooseCandidates(rules, { path, language, text, added }).map((rule) => rule.id);

it('tries a rule where its language and one of its hints are', () => {
  const rules = [
    makeRule('x', { id: 'a', hints: ['eval', 'exec'] }),
    makeRule('x', { id: 'b' }),
    makeRule('x', { id: 'c', languages: ['python'] }),
  ];
  expect(ids(rules, 'a.ts', 'typescript', 'exec(b)')).toEqual(['a', 'b']);
  expect(ids(rules, 'a.ts', 'typescript', 'run(b)')).toEqual(['b']);
  expect(ids(rules, 'a.py', 'python', 'exec(b)')).toEqual(['c']);
  expect(ids(rules, 'a.ts', 'typescript', '')).toEqual([]);
});

it('keeps to the files that a rule names, from the root of the repository', () => {
  const rules = [
    makeRule('x', { id: 'tests', files: ['**/*.test.ts'] }),
    makeRule('x', { id: 'source', ignores: ['test/**', './**/fixtures/**'] }),
  ];
  expect(ids(rules, 'src/a.test.ts', 'typescript', 'x')).toEqual(['tests', 'source']);
  expect(ids(rules, 'test/a.ts', 'typescript', 'x')).toEqual([]);
  expect(ids(rules, 'src/test/a.ts', 'typescript', 'x')).toEqual(['source']);
  expect(ids(rules, 'src/fixtures/a.ts', 'typescript', 'x')).toEqual([]);
});

it('reads a hint between slashes as an expression over lines', () => {
  const rules = [makeRule('x', { id: 'a', hints: ['/^\\s*return\\b/', '/'] })];
  expect(ids(rules, 'a.ts', 'typescript', 'a\n  return b')).toEqual(['a']);
  expect(ids(rules, 'a.ts', 'typescript', 'a return b')).toEqual([]);
  expect(ids(rules, 'a.ts', 'typescript', 'a / b')).toEqual(['a']);
});

it('looks up what a rule needs in the whole file, hints in what was added', () => {
  const rules = [makeRule('x', { id: 'a', hints: ['save('], needs: ['async', 'await'] })];
  expect(ids(rules, 'a.ts', 'typescript', 'save(b)', 'async function save() { await b; }')).toEqual(['a']);
  expect(ids(rules, 'a.ts', 'typescript', 'save(b)', 'async function save() {}')).toEqual([]);
  expect(ids(rules, 'a.ts', 'typescript', 'await b', 'async function save() {} save(); await b')).toEqual([]);
});
