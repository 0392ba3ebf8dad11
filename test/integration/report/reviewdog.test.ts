import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Format } from '../../../src/report/format.ts';
import { renderReport } from '../../../src/report/render-report.ts';
import { context, incompleteReview, makeReview, sampleFinding } from '../../unit/report/sample-review.ts';

const reviewdog = resolve('.peers/bin/reviewdog');

interface Diagnostic {
  readonly message: string;
  readonly location: {
    readonly path: string;
    readonly range?: { start: { line: number }; end?: { line: number } };
  };
  readonly severity?: string;
  readonly code?: { readonly value: string };
  readonly suggestions?: readonly { readonly text: string }[];
}

describe('reviewdog', () => {
  beforeEach((context) => context.skip(!existsSync(reviewdog), 'no reviewdog: bash scripts/peers.sh'));

  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'galley-reviewdog-'));
    execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (format: string, input: string, reporter: string): string =>
    execFileSync(
      reviewdog,
      [`-f=${format}`, `-reporter=${reporter}`, '-filter-mode=nofilter', '-diff=git diff'],
      {
        cwd: folder,
        input,
        encoding: 'utf8',
      },
    );

  const readBack = (text: string): readonly Diagnostic[] =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Diagnostic);

  const hostile = {
    ...sampleFinding,
    anchor: { path: 'docs/#1 %41.md', side: 'head' as const, startLine: 3, endLine: 3 },
    message: 'a\ud800 \u001b[31m ]]> <b> %0A',
    suggestion: null,
  };
  const sample = makeReview({ findings: [sampleFinding, hostile] });

  it.each(['rdjson', 'sarif', 'checkstyle'] as const)(
    'reads paths and lines of %s',
    async (format: Format) => {
      const diagnostics = readBack(run(format, await renderReport(format, sample, context), 'rdjsonl'));
      expect(diagnostics.map(({ location }) => [location.path, location.range?.start.line])).toEqual([
        ['src/cart.ts', 12],
        ['docs/#1 %41.md', 3],
      ]);
      expect(diagnostics[0]?.message).toContain(sampleFinding.title);
      expect(diagnostics[0]).toMatchObject({ severity: 'ERROR', code: { value: 'model/review-chunk' } });
    },
  );

  it.each(['rdjson', 'sarif'] as const)('reads range and suggestion of %s', async (format) => {
    const [first] = readBack(run(format, await renderReport(format, sample, context), 'rdjsonl'));
    expect(first?.location.range?.end?.line).toBe(14);
    expect(first?.suggestions?.map(({ text }) => text)).toEqual(['if (items === null) {']);
  });

  it('prints findings and what was not reviewed', async () => {
    expect(run('rdjson', await renderReport('rdjson', sample, context), 'local')).toContain(
      'src/cart.ts:12: error: Assignment where a comparison was meant.',
    );
    expect(run('rdjson', await renderReport('rdjson', incompleteReview(), context), 'local')).toContain(
      'src/late.ts: warning: not reviewed: model did not answer in 120 s',
    );
  });

  it('prints general notes, which have no path', async () => {
    const rules = makeReview(
      { findings: [sampleFinding, sampleFinding], shown: 1, complete: false },
      { interrupted: true, mode: 'rules', model: null },
    );
    const report = await renderReport('rdjson', rules, context);
    const text = run('rdjson', report, 'local');
    expect(text).toContain('\nwarning: incomplete: stopped before the end\n');
    expect(text).toContain('\ninfo: 1 more finding folded');
    expect(run('rdjson', report, 'rdjsonl')).toContain('"galley (by rules only)"');
  });
});
