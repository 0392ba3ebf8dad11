import type { ReviewCase } from '../../../../bench/review/case.ts';
import type { CaseInput } from '../../../../bench/review/run-case.ts';
import type { CaseRun } from '../../../../bench/review/tally-runs.ts';
import { changeOfTexts } from '../../../../src/change/change-of-texts.ts';
import type { SaidFinding } from '../../../../bench/review/score-case.ts';

/** An own case, not kept aside by its id: `i <= n` on line 3 is to blame, `let total` on line 2 may carry the comment. */
export const buggyCase: ReviewCase = {
  id: 'price-list',
  language: 'javascript',
  title: 'sum a window of values',
  kind: 'off-by-one',
  files: [
    {
      path: 'src/sum.js',
      before: 'export const none = 0;\n',
      after: 'export const none = 0;\nlet total = 0;\nfor (let i = 0; i <= n; i++) total += a[i];\n',
    },
  ],
  bugs: [
    {
      quote: 'for (let i = 0; i <= n; i++) total += a[i];',
      also: ['let total = 0;'],
      why: 'Reads one past the end of the window.',
    },
  ],
};

export const cleanCase: ReviewCase = {
  ...buggyCase,
  id: 'sum-clean',
  kind: 'clean-feature',
  files: [{ path: 'src/sum.js', before: 'a();\n', after: 'a();\nb();\n' }],
  bugs: [],
};

export const noCost = { calls: 0, sent: 0, evaluated: 0, seconds: 0 };

/** A case without git: its files as one hunk each. */
export function openedCase(found: ReviewCase): CaseInput {
  const files = found.files.map(({ path, before, after }) =>
    changeOfTexts(path, before === '' ? undefined : before, after),
  );
  return {
    found,
    source: { title: found.title, read: async () => ({ files, context: 'blobs' }) },
    blobs: {
      read: async ({ path }, side) =>
        found.files.find((file) => file.path === path)?.[side === 'head' ? 'after' : 'before'],
      attributes: async () => new Map(),
      close: async () => {},
    },
  };
}

export function findingOn(line: number, more: Partial<SaidFinding> = {}): SaidFinding {
  return {
    anchor: { path: 'src/sum.js', side: 'head', startLine: line, endLine: line },
    severity: 'warning',
    rule: 'galley/some-rule',
    title: 'Something is wrong',
    ...more,
  };
}

export function runOf(found: ReviewCase, more: Partial<CaseRun> = {}): CaseRun {
  return { found, findings: [], broken: '', cost: noCost, ...more };
}
