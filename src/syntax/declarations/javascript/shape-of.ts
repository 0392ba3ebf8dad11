import { createHash } from 'node:crypto';
import type { Program } from 'oxc-parser';

/**
 * SHA-256 over the syntax tree as JSON, without positions. Comments are no part of the tree; directives, raw literals,
 * pieces of templates and regular expressions are.
 */
export function shapeOfProgram(program: Program): string {
  return digest(JSON.stringify(program, withoutPositions));
}

/** For a text that does not parse: nothing but the very same text has its shape. */
export function shapeOfText(text: string): string {
  return digest(`not parsed\n${text}`);
}

function withoutPositions(key: string, value: unknown): unknown {
  if (key === 'start' || key === 'end') return typeof value === 'number' ? undefined : value;
  // The values of numbers, bigints and regular expressions are in `raw` as well: not all of them are JSON.
  return typeof value === 'bigint' ? value.toString() : value;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
