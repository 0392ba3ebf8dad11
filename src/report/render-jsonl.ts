import type { Review } from '../review/review.ts';
import { buildEnvelope } from './build-envelope.ts';
import type { ReportContext } from './format.ts';
import { listNotReviewed } from './list-not-reviewed.ts';
import { stringifyJson } from './stringify-json.ts';

/**
 * One JSON object a line: `type: "finding"` for each finding, `type: "gap"` and `type: "test"` for each of those,
 * `type: "not-reviewed"` for each file or part of one that was left out, last one `type: "summary"` with the rest of the
 * envelope. Without a summary the text was cut.
 */
export function renderJsonl(review: Review, context: ReportContext): string {
  const { findings, gaps, tests, ...rest } = buildEnvelope(review, context);
  const lines = [
    ...findings.map((finding) => ({ type: 'finding', ...finding })),
    ...gaps.map((gap) => ({ type: 'gap', ...gap })),
    ...tests.map((test) => ({ type: 'test', ...test })),
    ...listNotReviewed(review).map((entry) => ({ type: 'not-reviewed', ...entry })),
    { type: 'summary', ...rest },
  ];
  return lines.map((line) => `${stringifyJson(line)}\n`).join('');
}
