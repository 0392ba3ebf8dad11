import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRuleHits } from '../../../scripts/build/read-rule-hits.ts';
import { readMeasuredRules } from '../../../scripts/build/write-measured-rules.ts';
import { readBuiltInRules } from '../../../scripts/build/write-rules.ts';
import { tellMeasured } from '../../../src/entry/cli/rules/measured-rules.ts';

const root = join(import.meta.dirname, '../../..');
const head =
  '1,200 npm packages (...) and 49 Python wheels, 92 versions of modules\n\n| rule | package | where | hits | verdict | reason |\n';

describe('readRuleHits', () => {
  it('adds up what was judged of each rule', () => {
    const rows = [
      '| `empty-catch` | a@1 | `x.js:1` and 2 more | 3 | risk | lost |',
      '| `empty-catch` | b@1 | `y.js:1` | 1 | bug | lost \\| gone |',
      '| `empty-catch` | b@1 | `z.js:1` | 2 | fine | meant |',
      '| `py-tar-extract` | c@1 | `z.py:1` | 1 | fine | meant |',
    ];
    expect(readRuleHits(head + rows.join('\n'))).toEqual({
      packages: { script: 1200, python: 49, go: 92 },
      rules: {
        'galley/empty-catch': { judged: 6, right: 4 },
        'galley/py-tar-extract': { judged: 1, right: 0 },
      },
    });
  });

  it.each([
    ['| `empty-catch` | a@1 | `x.js:1` | many | bug | lost |'],
    ['| `empty-catch` | a@1 | `x.js:1` | 1 | maybe | lost |'],
  ])('refuses a row of another shape: %s', (row) => {
    expect(() => readRuleHits(head + row)).toThrow('not understood');
  });

  it('agrees with the sums of the bench, and names built-in rules only', () => {
    const text = readFileSync(join(root, 'bench/review/RULE-HITS.md'), 'utf8');
    const { rules } = readRuleHits(`${text}\n92 versions of modules`);
    const sum = (key: 'judged' | 'right'): number =>
      Object.values(rules).reduce((total, rule) => total + rule[key], 0);
    const [, hits, bugs, risks] = /^\| All +\| +(\d+) \| +(\d+) \| +(\d+)/m.exec(text)?.map(Number) ?? [];
    expect([sum('judged'), sum('right')]).toEqual([hits, (bugs ?? 0) + (risks ?? 0)]);
    const ids = readBuiltInRules(root).map(({ id }) => id);
    expect(Object.keys(readMeasuredRules(root).rules).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('tellMeasured', () => {
  const measured = {
    packages: { script: 685, python: 49, go: 92 },
    rules: { 'galley/a': { judged: 5, right: 4 } },
  };
  const rule = (id: string, languages: readonly string[]) => ({ id, origin: 'built-in' as const, languages });

  it('counts what was right, or where nothing was found', () => {
    expect(tellMeasured(rule('galley/a', ['typescript']), measured)).toBe('4 of 5 judged hits right');
    expect(tellMeasured(rule('galley/b', ['typescript', 'tsx']), measured)).toBe(
      'not measured: no hit in 685 packages',
    );
    expect(tellMeasured(rule('galley/py-b', ['python']), measured)).toBe(
      'not measured: no hit in 49 packages',
    );
  });

  it('claims nothing of rules that were not there', () => {
    expect(tellMeasured(rule('galley/rust-a', ['rust']), measured)).toBe('not measured');
    expect(tellMeasured({ ...rule('team/a', ['go']), origin: 'repository' }, measured)).toBe('not measured');
    expect(tellMeasured(rule('galley/a', ['tsx']), undefined)).toBe('not measured');
  });
});
