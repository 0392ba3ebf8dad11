import type { BranchHits, FileHits, Place } from './report.ts';
import type { CodeFacts } from './code-facts.ts';

/** What can be reached in a file, as a parser sees it; all hits 0. A `try` is no branch to any tool. */
export function mapFromFacts(path: string, facts: CodeFacts): FileHits {
  return {
    path,
    unit: 'statement',
    statements: facts.statements.map((place) => ({ place, hits: 0 })),
    functions: facts.functions.map(({ name, first, last }) => {
      const [declaration, body] = [wholeLines(first, first), wholeLines(first, last)];
      return { name: name.slice(name.lastIndexOf('.') + 1), declaration, body, hits: 0 };
    }),
    branches: facts.decisions.flatMap(({ kind, place, arms }): BranchHits[] =>
      kind === 'try' ? [] : [{ kind, place, arms: arms.map((arm) => ({ place: arm.place, hits: 0 })) }],
    ),
    certainty: 'high',
  };
}

function wholeLines(startLine: number, endLine: number): Place {
  return { startLine, startColumn: undefined, endLine, endColumn: undefined };
}
