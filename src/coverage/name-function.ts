import type { LineRange } from '../change/outline-lines.ts';
import type { CodeFacts, FunctionFact } from './code-facts.ts';
import { compareStarts, startsIn } from './place.ts';
import type { FileHits, FunctionHits, Place } from './report.ts';

/** Tells the function that code stands in. */
export interface NameFunction {
  /** Its name, outermost first, joined by `.`; empty at top level, or when unknown. */
  nameAt(place: Place): string;
  /** Lines of the innermost function that has a name; undefined at top level, or when unknown. */
  linesAt(place: Place): LineRange | undefined;
  /** The name of a function of the report; empty for one without. */
  nameOf(fn: FunctionHits): string;
}

/** Names are those of the parser where there is one, for a report knows no classes, else those of the report. */
export function createNameFunction(hits: FileHits, facts: CodeFacts | undefined): NameFunction {
  const named = facts?.functions.filter(({ name }) => name !== '') ?? [];
  const factAt = ({ startLine }: Place): FunctionFact | undefined =>
    innermost(named.filter(({ first, last }) => first <= startLine && startLine <= last));
  const reportedAt = (place: Place): string =>
    hits.functions
      .filter(({ name, body }) => name !== '' && startsIn(body, place))
      .sort((a, b) => compareStarts(b.body, a.body))[0]?.name ?? '';
  return {
    nameAt: (place) => (facts === undefined ? reportedAt(place) : (factAt(place)?.name ?? '')),
    linesAt: factAt,
    nameOf(fn) {
      const { declaration, body } = fn;
      // A decorator may stand above the first line that a parser gives a function.
      const fact = factAt(body);
      const isItself = fact !== undefined && fact.first >= declaration.startLine;
      return isItself && isFirstOnLine(fn, hits) ? fact.name : fn.name;
    },
  };
}

function innermost(facts: readonly FunctionFact[]): FunctionFact | undefined {
  return facts.reduce<FunctionFact | undefined>(
    (best, one) => (best === undefined || one.first >= best.first ? one : best),
    undefined,
  );
}

/** What else is declared on a line stands in the first one, such as a callback. */
function isFirstOnLine({ declaration }: FunctionHits, { functions }: FileHits): boolean {
  return !functions.some(
    (other) =>
      other.declaration.startLine === declaration.startLine &&
      compareStarts(other.declaration, declaration) < 0,
  );
}
