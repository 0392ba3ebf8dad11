import * as z from 'zod';

/** Columns are null where remapping found no end, lines where an arm has no code: `{"start":{},"end":{}}`. */
const point = z.object({ line: z.int().nullish(), column: z.number().nullish() });
const range = z.object({ start: point, end: point });
const count = z.number().min(0);

/** One file of istanbul's coverage data, raw or remapped, as the tools write it. */
export const istanbulFileSchema = z.object({
  path: z.string().min(1),
  statementMap: z.record(z.string(), range),
  fnMap: z.record(
    z.string(),
    z.object({ name: z.string().optional(), decl: range.optional(), loc: range.optional() }),
  ),
  branchMap: z.record(
    z.string(),
    // Older writers leave out `loc`, an else that is not there may be null.
    z.object({ type: z.string(), loc: range.optional(), locations: z.array(range.nullable()) }),
  ),
  s: z.record(z.string(), count),
  f: z.record(z.string(), count),
  b: z.record(z.string(), z.array(count)),
  /** Of what was instrumented: files with one hash have the same ids. */
  hash: z.string().optional(),
  /** What the instrumented text was made of: a source map, version 3. */
  inputSourceMap: z.unknown().optional(),
  /** A placeholder for a file that nothing loaded. */
  all: z.boolean().optional(),
  /** Notes of a converter of V8's ranges that knows the syntax (Vitest): how it found its items. */
  meta: z.object({ seen: z.unknown() }).partial().optional().catch(undefined),
});

export type IstanbulFile = z.infer<typeof istanbulFileSchema>;
export type IstanbulRange = z.infer<typeof range>;
