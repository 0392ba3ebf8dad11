import { describe, expect, it } from 'vitest';
import type { CoveragePorts } from '../../../src/review/coverage-ports.ts';
import { reviewChange } from '../../../src/review/review-change.ts';
import { reviewCoverage } from '../../../src/review/review-coverage.ts';
import { lineByLine, memoryCoverage } from '../../ports/memory-coverage.ts';
import { addedFile, reviewOptions, reviewPorts } from '../../ports/review-ports.ts';

const path = 'src/a.js';
const lines = ['one();', 'two();', 'const key = "AKIAIOSFODNN7EXAMPLQ";', 'four();'];
const diff = addedFile(path, ...lines);
const head = { [path]: `${lines.join('\n')}\n` };
const half = memoryCoverage({ files: new Map([[path, lineByLine(path, [1, 0, 0, 1])]]) });
const options = { exclude: [], maxFileBytes: 1_000_000, limit: undefined };

const portsWith = (coverage: CoveragePorts, files: Readonly<Record<string, string>> = head, text = diff) => {
  const ports = reviewPorts({ diff: text, head: files });
  if (ports.blobs === undefined) throw new Error('there are head texts');
  return { ...ports, blobs: ports.blobs, coverage };
};

describe('a review with coverage', () => {
  it('lists what no test reaches, and mirrors it outside of the cap', async () => {
    const { review, exitCode } = await reviewChange(
      { ...reviewOptions, maxFindings: 1 },
      { ...portsWith(half), model: undefined },
    );
    expect(exitCode).toBe(1);
    expect(review.gaps).toMatchObject([{ path, kind: 'statement', startLine: 2, endLine: 3 }]);
    expect(review.coverage?.statements).toEqual({ covered: 2, total: 4 });
    expect(review.findings.at(-1)).toMatchObject({ origin: 'coverage', severity: 'info' });
    expect(review.shown).toBe(1);
    expect(review.excerpts).toHaveLength(review.findings.length);
  });

  it('does not fail for a gap alone, unless info is enough', async () => {
    const text = addedFile(path, 'one();', 'two();');
    const files = { [path]: 'one();\ntwo();\n' };
    const coverage = memoryCoverage({ files: new Map([[path, lineByLine(path, [1, 0])]]) });
    const ports = portsWith(coverage, files, text);
    const rules = { ...reviewOptions, failOn: 'warning' as const };
    expect(await reviewChange(rules, ports)).toMatchObject({ exitCode: 0, review: { verdict: 'findings' } });
    expect(await reviewChange({ ...rules, failOn: 'info' }, ports)).toMatchObject({ exitCode: 1 });
  });

  it('masks credentials in what it quotes, and not in what it measures', async () => {
    const { review } = await reviewChange(reviewOptions, portsWith(half));
    expect(JSON.stringify(review)).not.toContain('AKIAIOSFODNN7EXAMPLQ');
    expect(review.findings.at(-1)?.quote).toContain('[masked:');
  });

  it('is incomplete where nobody can tell', async () => {
    const coverage = memoryCoverage({ unusable: new Map([[path, 'written for another version']]) });
    const { review, exitCode } = await reviewChange(
      { ...reviewOptions, failOn: 'none' },
      portsWith(coverage),
    );
    expect({ exitCode, complete: review.complete }).toEqual({ exitCode: 3, complete: false });
    expect(review.gaps).toEqual([]);
  });

  it('knows nothing of coverage without data, and of a bare diff', async () => {
    const without = await reviewChange(reviewOptions, reviewPorts({ diff, head }));
    expect(without.review.coverage).toBeNull();
    const bare = await reviewChange(reviewOptions, reviewPorts({ diff, ports: { coverage: half } }));
    expect(bare.review.coverage).toBeNull();
  });
});

describe('coverage by itself', () => {
  it('passes and fails the gate by each of both figures', async () => {
    const at = async (limit: number) =>
      (await reviewCoverage({ ...options, limit }, portsWith(half))).exitCode;
    expect([await at(50), await at(50.1)]).toEqual([0, 1]);
  });

  it('never fails the gate where nothing can be measured', async () => {
    const text = addedFile(path, '// a word');
    const coverage = memoryCoverage({ files: new Map([[path, lineByLine(path, [])]]) });
    const ports = portsWith(coverage, { [path]: '// a word\n' }, text);
    const { exitCode, review } = await reviewCoverage({ ...options, limit: 100 }, ports);
    expect({ exitCode, verdict: review.verdict }).toEqual({ exitCode: 0, verdict: 'clean' });
  });

  it('tells the gate first, and what nobody knows second', async () => {
    const other = 'src/b.js';
    const text = `${diff}${addedFile(other, 'one();')}`;
    const files = { ...head, [other]: 'one();\n' };
    const coverage = memoryCoverage({
      files: new Map([[path, lineByLine(path, [1, 0, 0, 1])]]),
      unusable: new Map([[other, 'written for another version']]),
    });
    const ports = portsWith(coverage, files, text);
    expect((await reviewCoverage({ ...options, limit: 90 }, ports)).exitCode).toBe(1);
    const { exitCode, review } = await reviewCoverage(options, ports);
    expect({ exitCode, verdict: review.verdict, complete: review.complete }).toEqual({
      exitCode: 3,
      verdict: 'findings',
      complete: false,
    });
    expect(review.ledger.files.map(({ outcome }) => outcome)).toEqual(['reviewed', 'not-reviewed']);
  });

  it('leaves out tests, configuration of tools, and what policy excludes', async () => {
    const names = ['test/a.test.js', 'vitest.config.ts', 'docs/a.md', 'dist/a.min.js', 'src/own.js'];
    const text = names.map((name) => addedFile(name, 'one();')).join('');
    const files = Object.fromEntries(names.map((name) => [name, 'one();\n']));
    const ports = portsWith(memoryCoverage(), files, text);
    const { review } = await reviewCoverage({ ...options, exclude: ['src/own.js'] }, ports);
    expect(review.ledger.files.map(({ outcome }) => outcome)).toEqual(names.map(() => 'excluded'));
    expect(review.ledger.files.map(({ reason }) => reason)).toEqual([
      'tests',
      'configuration of a tool',
      expect.any(String),
      expect.any(String),
      'excluded by "src/own.js"',
    ]);
  });
});
