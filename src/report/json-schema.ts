import * as z from 'zod';
import { envelopeSchema } from './envelope-schema.ts';

/** The published JSON Schema (draft 2020-12) of the `json` output: what `review.schema.json` holds. */
export function reviewJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(envelopeSchema, { target: 'draft-2020-12' });
  return { $schema, title: 'Galley review', ...rest };
}

/** `review.schema.json`, byte for byte before formatting. */
export function renderReviewJsonSchema(): string {
  return `${JSON.stringify(reviewJsonSchema(), null, 2)}\n`;
}
