import { describe, expect, it } from 'vitest';
import { renderResults } from '../../../../bench/review/render-results.ts';
import { renderSection } from '../../../../bench/review/render-section.ts';
import { judgeFindings } from '../../../../bench/review/score-case.ts';
import { changeOfTexts } from '../../../../src/change/change-of-texts.ts';
import { modelCard } from '../../../ports/scripted-model.ts';
import { buggyCase, cleanCase, findingOn, runOf } from './bench-case.ts';

const [file] = buggyCase.files;
const change = [changeOfTexts('src/sum.js', file?.before, file?.after ?? '')];
/** Kept aside by its id: see the test of isKeptAside. */
const aside = { ...buggyCase, id: 'login-page', kind: 'api-misuse' } as const;
const cost = { calls: 3, sent: 1200, evaluated: 700, seconds: 4.4 };

const rules = [runOf(buggyCase), runOf(aside), runOf(cleanCase)];
const all = [
  runOf(buggyCase, {
    cost,
    findings: judgeFindings(buggyCase, [findingOn(3, { rule: 'probe/x' }), findingOn(1)], change),
  }),
  runOf(aside),
  runOf(cleanCase, { broken: 'no answer' }),
];
const text = renderResults([
  { name: 'rules', runs: rules },
  { name: 'all', runs: all },
]);

/** The cells of the row that begins so, in the part below a heading. */
function row(heading: string, first: string): string[] {
  const part = text.split(`### ${heading}\n`)[1]?.split('### ')[0] ?? '';
  const line = part.split('\n').find((one) => one.startsWith(`| ${first} `));
  return line?.split('|').map((cell) => cell.trim()).slice(2, -1) ?? []; // prettier-ignore
}

describe('renderResults', () => {
  it('shows design cases and those kept aside beside each other', () => {
    expect(row('All together', 'own, design (2)')).toEqual(
      ['1', '1 of 1 (100 %)', '1 of 1 (100 %)', '1', '1', '50 %', '0 of 1 (0 %)', '1', '0', '3', '1200', '700', '4'], // prettier-ignore
    );
    expect(row('All together', 'own, kept aside (1)')).toEqual(
      ['1', '0 of 1 (0 %)', '0 of 1 (0 %)', '0', '0', '–', '–', '0', '0', '0', '0', '0', '0'], // prettier-ignore
    );
    expect(text).not.toContain('commits');
  });

  it('tells the sources apart', () => {
    const part = text.split('### All together, by source')[1] ?? '';
    expect(part).toMatch(/own, design \| probe \| 1 of 1 \(100 %\)/);
    expect(part).toMatch(/own, design \| rule \| 0 of 1 \(0 %\) \| 0 of 1 \(0 %\) \| 0 \| 1 \| 0 %/);
  });

  it('counts what was found by language and by kind, for each configuration', () => {
    expect(row('Bugs found, by language', 'javascript')).toEqual(['0 of 1', '1 of 1', '0 of 1', '0 of 1']);
    expect(row('Bugs found, by kind', 'off-by-one')).toEqual(['0 of 1', '1 of 1', '', '']);
    expect(row('Bugs found, by kind', 'api-misuse')).toEqual(['', '', '0 of 1', '0 of 1']);
  });

  it('lists the kinds that were missed', () => {
    expect(text).toContain('- design: none.');
    expect(text).toContain('- kept aside: `api-misuse`.');
  });
});

describe('renderSection', () => {
  const facts = {
    card: modelCard,
    date: '2026-01-02',
    hardware: '2 cores',
    command: 'npm run bench:review -- --own',
    tables: ['small.json'],
    withheld: 0,
  };

  it('says what was measured, on what, when and how', () => {
    const section = renderSection(facts, ['| table |']);
    for (const said of ['scripted:1b', 'Q4_K_M', '2 cores', '2026-01-02', '--own', 'small.json', '| table |'])
      expect(section).toContain(said);
    expect(section).not.toContain('left out');
  });

  it('says that no model was asked, and which runs are left out', () => {
    const section = renderSection({ ...facts, card: null, date: '', withheld: 7 }, []);
    expect(section).toContain('## Rules');
    expect(section).toContain('Undated');
    expect(section).toContain('7 runs are left out');
  });
});
