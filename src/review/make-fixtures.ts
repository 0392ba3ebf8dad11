import type { TestSetup } from '../testgen/framework.ts';
import { writeFixtures } from '../testgen/fixtures/write-fixtures.ts';
import { relativeSpecifier, usualEnding, type SpecifierEnding } from '../testgen/write/specifier.ts';
import type { TypeChecker, TypeProblem, TypeReader } from './test-ports.ts';

export interface FixturesWish {
  /** Module with the types, from the root of the repository, with `/`. */
  readonly path: string;
  /** The one type that is wanted; empty: all that the module exports. */
  readonly name: string;
  /** Where the fixtures would go, from the root of the repository. Tells how they name the module. */
  readonly target: string;
  readonly setup: TestSetup;
  /** Undefined: what works with the framework. */
  readonly ending?: SpecifierEnding;
  readonly signal: AbortSignal;
}

export interface Fixtures {
  /** A TypeScript module; empty: nothing could be made, `reason` says why. */
  readonly text: string;
  readonly reason: string;
  /** `typed`: the compiler of the repository has accepted it. */
  readonly proof: 'typed' | 'none';
}

/** Builders, shapes and mocks for types of the repository, accepted by its compiler before anybody sees them. No model is asked. */
export async function makeFixtures(
  wish: FixturesWish,
  compiler: TypeChecker & TypeReader,
): Promise<Fixtures> {
  const { path, name, target, setup, signal } = wish;
  const { types, reason } = await compiler.readTypes({ path, name, signal });
  if (types.length === 0) return nothing(reason || missing(path, name));
  let failure = '';
  for (const ending of endingsFor(wish)) {
    const text = writeFixtures(types, relativeSpecifier(target, path, ending), setup);
    if (text === '') return nothing(`nothing can be made of what ${path} exports`);
    const checked = await compiler.check({ path: target, text, fix: false, signal });
    if (checked.outcome !== 'failed')
      return { text, reason: checked.reason, proof: checked.outcome === 'passed' ? 'typed' : 'none' };
    failure ||= `what was made has a type error: ${describe(checked.problems[0])}`;
  }
  return nothing(failure);
}

/** How imports end is the compiler's to say: where nothing else tells, each way is tried, the usual one first. */
function endingsFor({ ending, setup }: FixturesWish): readonly SpecifierEnding[] {
  if (ending !== undefined) return [ending];
  return [...new Set([usualEnding(setup), 'js', 'source', 'none'] as const)];
}

function nothing(reason: string): Fixtures {
  return { text: '', reason, proof: 'none' };
}

function missing(path: string, name: string): string {
  return name === '' ? `${path} exports no types` : `${path} exports no type ${name}`;
}

function describe(problem: TypeProblem | undefined): string {
  return problem === undefined
    ? 'unknown'
    : `line ${String(problem.line)}: ${problem.code}: ${problem.message}`;
}
