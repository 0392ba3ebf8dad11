import { categories, type Category } from '../../finding/finding.ts';
import type { ReplySchema } from '../message.ts';
import { readJson } from '../read-json.ts';

/** What a model says about one Chunk: nothing of it is believed yet. */
export interface Claim {
  readonly quote: string;
  readonly problem: string;
  readonly severity: 'error' | 'warning';
  readonly category: Category;
}

/** What a model is never asked about: other parts decide these. */
const notAsked: readonly Category[] = ['tests', 'docs', 'coverage'];
const modelCategories = categories.filter((category) => !notAsked.includes(category));

/** Flat and without lengths: grammars for `maxLength` grow with the number and slow some servers down. */
export const reviewChunkSchema: ReplySchema = {
  type: 'object',
  properties: {
    findings: {
      type: 'array',
      maxItems: 3,
      items: {
        type: 'object',
        properties: {
          quote: { type: 'string' },
          problem: { type: 'string' },
          severity: { type: 'string', enum: ['error', 'warning'] },
          category: { type: 'string', enum: modelCategories },
        },
        required: ['quote', 'problem', 'severity', 'category'],
        additionalProperties: false,
      },
    },
  },
  required: ['findings'],
  additionalProperties: false,
};

export type ReviewChunkReply =
  | {
      readonly ok: true;
      readonly claims: readonly Claim[];
      /** Entries that were no claims. */
      readonly malformed: number;
      /** The reply ran into its limit: there may have been more to say. */
      readonly cut: boolean;
    }
  /** `problem` completes "Your last reply could not be used: ...". */
  | { readonly ok: false; readonly problem: string };

/**
 * Reads a reply. Tolerant of fences and chatter around the JSON; a reply cut by its token limit is never repaired,
 * only its complete findings are kept.
 */
export function parseReviewChunkReply(text: string, stop: 'stop' | 'length'): ReviewChunkReply {
  const read = readJson(text, 'findings');
  if (!read.ok) return stop === 'length' ? { ok: false, problem: 'it was cut off' } : read;
  const items = read.items.map(toClaim);
  const claims = items.filter((claim) => claim !== undefined);
  if (read.cut && claims.length === 0) return { ok: false, problem: 'it was cut off' };
  if (items.length > 0 && !read.items.some(hasShape))
    return { ok: false, problem: 'its findings lack quote or problem' };
  return { ok: true, claims, malformed: items.length - claims.length, cut: read.cut };
}

/** A form that was filled in with nothing is an answer all the same: it claims nothing. */
function hasShape(item: unknown): boolean {
  if (typeof item !== 'object' || item === null) return false;
  const { quote, problem } = item as Record<string, unknown>;
  return typeof quote === 'string' && typeof problem === 'string';
}

function toClaim(item: unknown): Claim | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { quote, problem, severity, category } = item as Record<string, unknown>;
  if (typeof quote !== 'string' || typeof problem !== 'string') return undefined;
  if (quote.trim() === '' || problem.trim() === '') return undefined;
  return {
    quote,
    problem,
    severity: severity === 'error' ? 'error' : 'warning',
    category: categories.find((known) => known === category) ?? 'correctness',
  };
}
