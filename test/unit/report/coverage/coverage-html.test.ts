import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseDiff } from '../../../../src/change/parse-diff.ts';
import type { Gap } from '../../../../src/coverage/gap.ts';
import type { FileHits, Place } from '../../../../src/coverage/report.ts';
import { cutWindows } from '../../../../src/report/coverage/html/cut-windows.ts';
import { markLines } from '../../../../src/report/coverage/html/mark-lines.ts';
import { renderCoverageHtml } from '../../../../src/report/coverage/html/render-coverage-html.ts';
import type { CoverageReport } from '../../../../src/report/coverage/coverage-report.ts';
import { addedFile } from '../../../ports/review-ports.ts';
import { expectInert } from '../html/expect-inert.ts';
import { attacks } from '../html/hostile-review.ts';
import { makeReview } from '../sample-review.ts';
import { sampleCoverage, sampleFile, sampleGap, statementGap } from './sample-coverage.ts';

const at = (
  startLine: number,
  startColumn: number,
  endLine: number,
  endColumn: number | undefined,
): Place => ({
  startLine,
  startColumn,
  endLine,
  endColumn,
});

function hitsOf(path: string, parts: Partial<FileHits>): FileHits {
  return {
    path,
    unit: 'statement',
    statements: [],
    functions: [],
    branches: [],
    certainty: 'high',
    ...parts,
  };
}

function page(
  path: string,
  lines: readonly string[],
  gaps: readonly Gap[],
  hits: Partial<FileHits> = {},
  context: readonly string[] = [],
): string {
  const [file] = parseDiff(Buffer.from(addedFile(path, ...lines), 'utf8').toString('latin1'));
  if (file === undefined) throw new Error('there is a file');
  const coverage = { ...sampleCoverage, files: [{ ...sampleFile, path: file.path }], gaps };
  const text = [...lines, ...context].join('\n');
  const source = { file, text, hits: hitsOf(file.path, hits), facts: undefined };
  const report: CoverageReport = {
    coverage,
    review: makeReview({ coverage }, { mode: 'coverage' }),
    title: 'working tree',
    version: '1.2.3',
    sources: [source],
    gate: undefined,
  };
  return renderCoverageHtml(report);
}

const marksOf = (text: string, gaps: readonly Gap[], hits?: FileHits): string[] =>
  markLines(text, gaps, hits).flatMap((line) =>
    line.marks.map(({ start, end }) => `${line.line}:${line.text.slice(start, end)}`),
  );

describe('marks', () => {
  const text = ['  if (a) return 1;', '  call(', '    b ? c : d,', '  );', ''].join('\n');

  it('are the very code, over several lines too', () => {
    const inner = statementGap(1, { place: at(1, 9, 1, 18) });
    const outer = statementGap(2, { endLine: 4, place: at(2, 2, 4, 4) });
    expect(marksOf(text, [inner, outer])).toEqual(['1:return 1;', '2:call(', '3:b ? c : d,', '4:);']);
  });

  it('are one where they overlap', () => {
    const gaps = [statementGap(3, { place: at(3, 4, 3, 9) }), statementGap(3, { place: at(3, 8, 3, 13) })];
    expect(marksOf(text, gaps)).toEqual(['3:b ? c : d']);
  });

  it('are whole lines where no columns are known', () => {
    expect(marksOf(text, [statementGap(1)])).toEqual(['1:if (a) return 1;']);
  });

  it('are those of an arm with code of its own, and none of one without', () => {
    const arm = at(3, 8, 3, 9);
    const hits = hitsOf('a', {
      branches: [{ kind: 'cond-expr', place: at(3, 4, 3, 13), arms: [{ place: arm, hits: 0 }] }],
    });
    const own: Gap = { ...sampleGap, startLine: 3, endLine: 3, place: arm };
    const missing: Gap = { ...sampleGap, startLine: 1, endLine: 1, place: at(1, 2, 1, 18) };
    expect(marksOf(text, [own, missing], hits)).toEqual(['3:c']);
  });

  it('show no credential, and are the whole line where one stands', () => {
    const secret = '  use("AKIAIOSFODNN7EXAMPLQ", never());';
    const [marked] = markLines(secret, [statementGap(1, { place: at(1, 31, 1, 38) })], undefined);
    expect(marked?.text).not.toContain('AKIAIOSFODNN7EXAMPLQ');
    expect(marked?.marks).toEqual([{ start: 2, end: marked?.text.length }]);
  });

  it('stay inside a text that is shorter than the report says', () => {
    expect(marksOf('a\n', [statementGap(1, { endLine: 9, place: at(1, 0, 9, 40) })])).toEqual(['1:a']);
  });
});

describe('windows', () => {
  it('are all lines once, in order', () => {
    const windows = cutWindows([20, 60], 100, 3);
    expect(windows).toEqual([
      { first: 1, last: 16, isShown: false },
      { first: 17, last: 23, isShown: true },
      { first: 24, last: 56, isShown: false },
      { first: 57, last: 63, isShown: true },
      { first: 64, last: 100, isShown: false },
    ]);
  });

  it('hide nothing that is as short as the line which would say so', () => {
    expect(cutWindows([5, 14], 17, 3)).toEqual([{ first: 1, last: 17, isShown: true }]);
  });
});

describe('the page', () => {
  it('marks in place, and says in words what has no code', () => {
    const lines = ['if (a) {', '  b();', '}'];
    const html = page(
      'src/a.js',
      lines,
      [
        { ...sampleGap, path: 'src/a.js', startLine: 1, endLine: 1, place: at(1, 0, 3, 1) },
        statementGap(2, { path: 'src/a.js', place: at(2, 2, 2, 6) }),
      ],
      { statements: [{ place: at(1, 0, 3, 1), hits: 2 }] },
    );
    expect(html).toContain('<span class="partly"><i>1 +±</i>if (a) {</span>');
    expect(html).toContain('↳ else never taken, needs `item` falsy</span>');
    expect(html).toContain('<span class="missed"><i>2 +✗</i>  <mark>b();</mark></span>');
  });

  it('tells added lines that are reached from those that nothing is known of', () => {
    const html = page('src/a.js', ['one();', '// two'], [], {
      statements: [{ place: at(1, 0, 1, 6), hits: 2 }],
    });
    expect(html).toContain('<span class="hit"><i>1 +✓</i>one();</span>');
    expect(html).toContain('<span><i>2 + </i>// two</span>');
  });

  it('hides what is far from the change, and takes it along', () => {
    const rest = Array.from({ length: 40 }, (_, index) => `rest(${index});`);
    const html = page('src/a.js', ['one();'], [], {}, rest);
    expect(html).toContain('<details class="rest"><summary>lines 5–41</summary>');
    expect(html).toContain('rest(39);');
  });

  it('allows one style, by its hash, and no script', () => {
    const html = page('src/a.js', ['one();'], []);
    const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html).not.toMatch(/<script|javascript:|https?:/);
  });

  it('holds only the markup that it writes itself, whatever stands in the change', () => {
    for (const attack of attacks) {
      const name = attack.replace(/[\0\n"\\\t]/g, '_').slice(0, 200);
      const gap = {
        ...statementGap(1),
        path: `src/${name}`,
        condition: attack,
        arm: attack,
        function: attack,
      };
      const branch: Gap = { ...gap, kind: 'branch', place: at(1, 0, 1, 4) };
      const html = page(`src/${name}`, [attack.replace(/\n/g, ' '), attack.slice(1)], [gap, branch]);
      expectInert(html);
    }
  });
});
