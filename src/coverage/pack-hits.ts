import * as z from 'zod';
import type { ArmHits, BranchHits, FileHits, Place } from './report.ts';

const line = z.int().min(1).max(1e9);
const column = z.int().min(0).max(1e9).nullable();
const count = z.number().min(0);
/** First line, first column, last line, end column; null: not known. */
const place = z.tuple([line, column, line, column]);
const kinds = [
  'if',
  'cond-expr',
  'binary-expr',
  'switch',
  'default-arg',
  'match',
  'loop',
  'block',
  'line',
] as const;

/** FileHits as a pack holds them: places as lists of numbers, which take a fifth of the room. */
export const foldedSchema = z.object({
  unit: z.enum(['statement', 'block', 'line']),
  certainty: z.enum(['high', 'low']),
  statements: z.array(z.tuple([place, count])),
  functions: z.array(z.object({ name: z.string(), declaration: place, body: place, hits: count })),
  branches: z.array(
    z.object({
      kind: z.enum(kinds),
      place,
      arms: z.array(z.tuple([place.nullable(), count, z.string().nullable()])),
      counted: z.tuple([count, count]).optional(),
    }),
  ),
});

export type FoldedHits = z.infer<typeof foldedSchema>;
type FoldedPlace = z.infer<typeof place>;

export function foldHits(hits: FileHits): FoldedHits {
  return {
    unit: hits.unit,
    certainty: hits.certainty,
    statements: hits.statements.map((one) => [foldPlace(one.place), one.hits]),
    functions: hits.functions.map(({ name, declaration, body, hits: times }) => {
      return { name, declaration: foldPlace(declaration), body: foldPlace(body), hits: times };
    }),
    branches: hits.branches.map(({ kind, place: whole, arms, counted }) => ({
      kind,
      place: foldPlace(whole),
      arms: arms.map((arm) => [
        arm.place === undefined ? null : foldPlace(arm.place),
        arm.hits,
        arm.name ?? null,
      ]),
      ...(counted === undefined ? {} : { counted: [counted.covered, counted.total] as [number, number] }),
    })),
  };
}

export function unfoldHits(path: string, folded: FoldedHits): FileHits {
  return {
    path,
    unit: folded.unit,
    certainty: folded.certainty,
    statements: folded.statements.map(([where, hits]) => ({ place: unfoldPlace(where), hits })),
    functions: folded.functions.map(({ name, declaration, body, hits }) => {
      return { name, declaration: unfoldPlace(declaration), body: unfoldPlace(body), hits };
    }),
    branches: folded.branches.map(unfoldBranch),
  };
}

function unfoldBranch({ kind, place: whole, arms, counted }: FoldedHits['branches'][number]): BranchHits {
  return {
    kind,
    place: unfoldPlace(whole),
    arms: arms.map(([where, hits, name]): ArmHits => {
      const at = where === null ? undefined : unfoldPlace(where);
      return { place: at, hits, ...(name === null ? {} : { name }) };
    }),
    ...(counted === undefined ? {} : { counted: { covered: counted[0], total: counted[1] } }),
  };
}

function foldPlace({ startLine, startColumn, endLine, endColumn }: Place): FoldedPlace {
  return [startLine, startColumn ?? null, endLine, endColumn ?? null];
}

function unfoldPlace([startLine, startColumn, endLine, endColumn]: FoldedPlace): Place {
  return { startLine, startColumn: startColumn ?? undefined, endLine, endColumn: endColumn ?? undefined };
}
