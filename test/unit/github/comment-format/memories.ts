import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { categories } from '../../../../src/finding/finding.ts';
import type { CarriedFinding, Memory } from '../../../../src/review/forge-ports.ts';

/** So many hexadecimal digits. */
export const hex = (digits: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom(...'0123456789abcdef'),
    minLength: digits,
    maxLength: digits,
  });

const text = fc.string({ unit: 'grapheme', maxLength: 80 });

const anyCarried: fc.Arbitrary<CarriedFinding> = fc.record({
  chunk: hex(16),
  first: fc.nat(200),
  last: fc.nat(200),
  fingerprint: hex(16),
  severity: fc.constantFrom('error', 'warning', 'info'),
  category: fc.constantFrom(...categories),
  rule: text,
  title: text,
  message: text,
  confidence: fc.oneof(
    fc.constant(null),
    fc.record({ precision: fc.constantFrom(0, 0.25, 0.85, 1), n: fc.nat(500) }),
  ),
  isFolded: fc.boolean(),
});

export const anyMemory: fc.Arbitrary<Memory> = fc.record({
  version: fc.constant(1 as const),
  head: hex(40),
  asking: text,
  chunks: fc.array(hex(16), { maxLength: 30 }),
  carried: fc.array(anyCarried, { maxLength: 5 }),
  told: fc.array(hex(16), { maxLength: 10 }),
});

/** As many different digits as a hash has. */
const hashOf = (seed: string): string => createHash('sha256').update(seed).digest('hex');

const words =
  'the value of index is never checked when list empty returns undefined instead throws before await closes'.split(
    ' ',
  );
const prose = (seed: string, length: number): string =>
  Array.from(
    { length },
    (_, at) => words[parseInt(hashOf(`${seed}${at}`).slice(0, 6), 16) % words.length],
  ).join(' ');

/** A memory of a size, with keys that no compression shortens and findings of usual length. */
export function memory(size: { chunks: number; carried?: number; told?: number }): Memory {
  const chunks = Array.from({ length: size.chunks }, (_, at) => hashOf(`chunk ${at}`).slice(0, 16));
  const carried = Array.from({ length: size.carried ?? 0 }, (_, at): CarriedFinding => ({
    chunk: chunks[(at * 7) % chunks.length] ?? '',
    first: at,
    last: at + 2,
    fingerprint: hashOf(`finding ${at}`).slice(0, 16),
    severity: 'warning',
    category: 'correctness',
    rule: 'model/review-chunk',
    title: prose(`title ${at}`, 8),
    message: prose(`message ${at}`, 40),
    confidence: { precision: 0.85, n: 40 },
    isFolded: false,
  }));
  const told = Array.from({ length: size.told ?? 0 }, (_, at) => hashOf(`told ${at}`).slice(0, 16));
  return {
    version: 1,
    head: 'b'.repeat(40),
    asking: 'c'.repeat(16),
    chunks,
    carried,
    told: [...carried.map(({ fingerprint }) => fingerprint), ...told],
  };
}
