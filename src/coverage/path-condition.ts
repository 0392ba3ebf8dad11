import type { LineRange } from '../change/outline-lines.ts';
import type { CodeFacts } from './code-facts.ts';
import { startsIn } from './place.ts';
import type { Place } from './report.ts';

/** Longest condition, in characters: what is innermost is kept. */
const longest = 200;

/**
 * What must hold for a place to be reached once its function is called: ``needs `a` truthy and `n > 3` ``. Empty: nothing, or
 * nobody knows.
 *
 * @param within lines of the function; undefined: the whole file
 * @param more what must hold beside that, for the last step
 */
export function pathCondition(
  place: Place,
  { decisions }: Pick<CodeFacts, 'decisions'>,
  within: LineRange | undefined,
  more = '',
): string {
  const isInside = ({ startLine }: Place): boolean =>
    within === undefined || (startLine >= within.first && startLine <= within.last);
  const needs = decisions
    .filter((decision) => isInside(decision.place))
    .flatMap(({ arms }) => arms)
    .filter(({ place: own, guards }) => [own, guards].some((code) => code && startsIn(code, place)))
    .map((arm) => arm.needs);
  return joinNeeds([...new Set([...needs, more])].filter((need) => need !== ''));
}

function joinNeeds(needs: readonly string[]): string {
  const text = needs.join(' and ');
  if (text === '') return '';
  if (text.length <= longest || needs.length === 1) return `needs ${text}`;
  let kept = needs.slice(1);
  while (kept.length > 1 && kept.join(' and ').length > longest) kept = kept.slice(1);
  return `needs … and ${kept.join(' and ')}`;
}
