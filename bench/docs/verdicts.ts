import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { DocProse } from '../../src/docstring/prose.ts';
import { statementsOf, type Statement } from '../../src/docstring/statements.ts';

/** What a person found when reading what the model said of one function, beside its code and the reference. */
export interface Verdict {
  readonly id: string;
  /** `proseHash` of what was read. */
  readonly said: string;
  /** Parts that are false, or would mislead, and why. Every other part holds. */
  readonly wrong: Readonly<Record<string, string>>;
}

/**
 * Of two halves of the sample: `design` was read while the truth filter was being written, `aside` only measures it.
 */
export function readVerdicts(half: 'design' | 'aside'): readonly Verdict[] {
  const text = readFileSync(join(import.meta.dirname, 'verdicts', `${half}.yml`), 'utf8');
  return parse(text) as readonly Verdict[];
}

/** As verdicts name it: `summary`, `params.n`, `throws.RangeError`. */
export function partOf({ part, name }: Statement): string {
  return name === '' ? part : `${part}.${name}`;
}

/** Statements of a doc that were found wrong. */
export function wrongStatements(prose: DocProse, { wrong }: Verdict): readonly Statement[] {
  return statementsOf(prose).filter((statement) => Object.hasOwn(wrong, partOf(statement)));
}

/** A verdict on other words says nothing of these. */
export function proseHash(prose: DocProse): string {
  const said = statementsOf(prose).map((statement) => [partOf(statement), statement.text]);
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 8);
}
