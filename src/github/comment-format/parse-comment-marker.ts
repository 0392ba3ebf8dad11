import * as z from 'zod';
import { unframeMarker } from './frame-marker.ts';
import { mostCharactersOfValue, type CommentMarker } from './marker.ts';

/** Every field at its longest, percent encoded. */
const mostCharacters = 3000;

const fields = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  status: z.enum(['open', 'fixed']),
  head: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/),
  prompt: z.string().max(mostCharactersOfValue),
  quote: z.string().regex(/^[0-9a-f]{0,64}$/),
  lines: z.string().regex(/^\d{1,6}$/),
});

/** The marker that a body begins with; undefined where it begins with none, or with one that is broken. Never throws. */
export function parseCommentMarker(body: string): CommentMarker | undefined {
  const payload = unframeMarker('comment', body, mostCharacters);
  const pairs = payload?.split('&').map(readPair) ?? [];
  const names = new Set(pairs.map(([name]) => name));
  if (names.size !== pairs.length) return undefined;
  const parsed = fields.safeParse(Object.fromEntries(pairs));
  if (!parsed.success) return undefined;
  const { quote, lines, ...rest } = parsed.data;
  return { ...rest, quoteHash: quote, quoteLines: Number(lines) };
}

function readPair(pair: string): readonly [name: string, value: string | undefined] {
  const [name = '', value = ''] = pair.split('=', 2);
  try {
    return [name, decodeURIComponent(value)];
  } catch {
    return [name, undefined];
  }
}
