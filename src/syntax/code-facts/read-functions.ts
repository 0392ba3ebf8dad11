import type { Node, QueryMatch } from 'web-tree-sitter';
import type { Scope } from '../../change/chunk.ts';
import type { FunctionFact } from '../../coverage/code-facts.ts';
import type { LanguageSpec } from '../languages.ts';
import { readOutline } from '../read-outline.ts';
import { shorten } from './say-condition.ts';

/** Longest signature, in characters. */
const longestSignature = 200;

/** Functions that have a name, called as in an Outline; a callback belongs to the code around it. */
export function readFunctions(
  language: string,
  spec: LanguageSpec,
  source: string,
  matches: readonly QueryMatch[],
): FunctionFact[] {
  const starts = lineStarts(source);
  const bodies = bodiesByEnd(matches);
  const around: Scope[] = [];
  return readOutline(language, spec, source, matches).scopes.flatMap((scope) => {
    const { startLine: first, endLine: last, headerEndLine } = scope;
    while ((around.at(-1)?.endLine ?? Infinity) < last || isOneLine(around.at(-1))) around.pop();
    around.push(scope);
    if (scope.kind !== 'function') return [];
    const start = starts[first - 1] ?? 0;
    const body = bodies.get(last)?.find((one) => one.startPosition.row + 1 <= last && one.startIndex > start);
    const end = body?.startIndex ?? starts[headerEndLine] ?? source.length;
    const signature = shorten(source.slice(start, end), longestSignature);
    return [{ name: around.map(({ name }) => name).join('.'), first, last, signature }];
  });
}

/** What begins on the same line behind it is not in it. */
function isOneLine(scope: Scope | undefined): boolean {
  return scope !== undefined && scope.startLine === scope.endLine;
}

/** By their last line, in the order of the text. */
function bodiesByEnd(matches: readonly QueryMatch[]): Map<number, Node[]> {
  const bodies = matches
    .filter(({ captures }) => captures.some(({ name }) => name === 'function'))
    .flatMap(({ captures }) => captures.filter(({ name }) => name === 'body').map(({ node }) => node))
    .sort((a, b) => a.startIndex - b.startIndex);
  const byEnd = new Map<number, Node[]>();
  for (const body of bodies) {
    const line = body.endPosition.row + 1;
    byEnd.set(line, [...(byEnd.get(line) ?? []), body]);
  }
  return byEnd;
}

/** Offset of each line. */
function lineStarts(source: string): number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
