import * as z from 'zod';
import { categories } from '../../finding/finding.ts';
import { mostCharactersOfValue } from './marker.ts';

/** Far beyond what fits into a comment: a guard, no limit that anybody meets. */
const mostEntries = 20_000;

const sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const key = z.string().min(1).max(128);
const fingerprint = z.string().regex(/^[0-9a-f]{16}$/);

const carriedSchema = z.strictObject({
  chunk: key,
  first: z.int().min(0),
  last: z.int().min(0),
  fingerprint,
  severity: z.enum(['error', 'warning', 'info']),
  category: z.enum(categories),
  rule: z.string().max(mostCharactersOfValue),
  title: z.string().max(1000),
  message: z.string().max(20_000),
  confidence: z.strictObject({ precision: z.number().min(0).max(1), n: z.int().min(0) }).nullable(),
  isFolded: z.boolean(),
});

const memorySchema = z.strictObject({
  version: z.literal(1),
  head: sha,
  asking: z.string().max(1000),
  chunks: z.array(key).max(mostEntries),
  carried: z.array(carriedSchema).max(mostEntries),
  told: z.array(fingerprint).max(mostEntries),
});

/** What the marker of a summary holds, once it is inflated. */
export const summaryMarkerSchema = z.strictObject({
  pull: z.int().min(1),
  configuration: z.string().max(mostCharactersOfValue),
  memory: memorySchema,
});
