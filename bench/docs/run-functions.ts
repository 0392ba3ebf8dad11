import type { ProsePorts } from '../../src/review/find-prose.ts';
import type { DocSyntax } from '../../src/review/ports.ts';
import { newComplaints } from '../../test/integration/linters/new-complaints.ts';
import type { BareFunction } from './collect-functions.ts';
import { documentFunction, type Outcome } from './document-function.ts';
import { lintDocs, presetStyle } from './lint-docs.ts';

/** How much stands between what a model says and what is written. */
export const manners = [
  'as it is said',
  'truth filter',
  'filter and question',
  'the same, where a linter wants all parts',
] as const;
export type Manner = (typeof manners)[number];

/** What one manner made of all functions. */
export interface MannerRun {
  readonly manner: Manner;
  readonly outcomes: readonly Outcome[];
  /** By id, what eslint-plugin-jsdoc says that it did not say before; undefined where it is not at hand. */
  readonly complaints: ReadonlyMap<string, readonly string[]> | undefined;
}

/** Documents every function once, in one manner. Progress goes to standard error. */
export async function runFunctions(
  functions: readonly BareFunction[],
  manner: Manner,
  ports: Required<ProsePorts> & { readonly syntax: DocSyntax },
): Promise<MannerRun> {
  const { confirm, ...unconfirmed } = ports;
  const isFiltered = manner !== 'as it is said';
  const isLinted = manner === 'the same, where a linter wants all parts';
  const used = isLinted || manner === 'filter and question' ? { ...unconfirmed, confirm } : unconfirmed;
  const outcomes: Outcome[] = [];
  const complaints = new Map<string, readonly string[]>();
  for (const [index, one] of functions.entries()) {
    const style = isLinted ? presetStyle(one.path) : {};
    const outcome = await documentFunction(one, { isFiltered, style }, used);
    outcomes.push(outcome);
    if (isLinted && outcome.insertion !== undefined) {
      const [before, after] = await Promise.all([
        lintDocs(one.path, one.text),
        lintDocs(one.path, outcome.text),
      ]);
      complaints.set(one.id, newComplaints(before, after));
    }
    process.stderr.write(`\r${manner}: ${index + 1} of ${functions.length}`);
  }
  process.stderr.write('\n');
  return { manner, outcomes, complaints: isLinted ? complaints : undefined };
}
