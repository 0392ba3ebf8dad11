import type { Review } from '../review/review.ts';
import { buildEnvelope } from './build-envelope.ts';
import type { ReportContext } from './format.ts';
import { stringifyJson } from './stringify-json.ts';

/** One JSON document, described by `review.schema.json`. */
export function renderJson(review: Review, context: ReportContext): string {
  return `${stringifyJson(buildEnvelope(review, context), 2)}\n`;
}
