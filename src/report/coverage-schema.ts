import * as z from 'zod';
import { gates } from '../testgen/test-suggestion.ts';

const count = z.int().min(0);
const line = z.int().min(1);
const certainty = z
  .enum(['high', 'low'])
  .describe('`low`: derived from ranges of V8, in which implicit arms are guesses.');

/** A Gap as the `json` output has it. */
export const gapSchema = z.strictObject({
  path: z.string().describe('Slash-separated, relative to the root of the repository.'),
  startLine: line.describe('First line of the head file, 1-based.'),
  endLine: line.describe('Last line, inclusive.'),
  kind: z
    .enum(['statement', 'function', 'branch', 'file'])
    .describe('`file`: no test loads it; what is in it is listed as well.'),
  arm: z.string().describe('Which arm of a branch, for people. Empty for other kinds.'),
  function: z.string().describe('Enclosing function, outermost first, joined by full stops. May be empty.'),
  condition: z.string().describe('What must hold for it to be reached, for people. Empty when unknown.'),
  certainty,
});

const tally = z
  .strictObject({ covered: count, total: count })
  .describe('Of what the change added. A total of 0: nothing measurable, which is not the same as covered.');

/** What tests reach of the change; the Gaps stand beside it. */
export const coverageSchema = z.strictObject({
  sources: z.array(z.string()).describe('Where the hits came from, for people. Empty: nothing was read.'),
  statements: tally,
  functions: tally,
  branches: tally,
  files: z
    .array(
      z.strictObject({
        path: z.string(),
        state: z
          .enum(['measured', 'not-loaded', 'unmeasurable', 'no-data'])
          .describe(
            '`not-loaded`: no test loads it. `unmeasurable`: nothing that was added can be reached or not. `no-data`: nobody can tell.',
          ),
        reason: z.string().describe('For people. Empty for measured files.'),
        certainty,
        statements: tally,
        functions: tally,
        branches: tally,
      }),
    )
    .describe('One entry for each changed file that holds code.'),
  lost: z
    .array(z.strictObject({ path: z.string(), startLine: line, endLine: line }))
    .describe('Unchanged lines, of the head file, that tests reached at the base and no longer reach.'),
});

/** A TestSuggestion as the `json` output has it. */
export const testSchema = z.strictObject({
  path: z.string().describe('The test file, relative to the root of the repository.'),
  new: z.boolean().describe('False: it goes into a file that is there.'),
  title: z.string(),
  target: z.strictObject({ path: z.string(), function: z.string() }).describe('What it tests.'),
  added: z.string().describe('What is added, without what stood there.'),
  text: z.string().describe('The whole file as it would be.'),
  gates: z
    .array(
      z.strictObject({
        gate: z.enum(gates),
        outcome: z.enum(['passed', 'failed', 'not-applicable', 'not-run']),
        detail: z.string(),
      }),
    )
    .describe('What it went through before it was shown, in this order.'),
  gained: z.array(gapSchema).describe('Gaps that it closes.'),
  mutants: z.strictObject({ killed: count, tried: count }),
  characterisation: z
    .boolean()
    .describe('It holds what the code does now: an expected value was taken from a run.'),
  repairs: z.array(z.string()).describe('What was mended before it ran.'),
  command: z.string().describe('Runs it.'),
  sandbox: z.string().describe('What it ran in.'),
  atBase: z
    .enum(['passes', 'fails', 'cannot-run'])
    .nullable()
    .describe('The same test on the code before the change. Null: nobody looked.'),
});
