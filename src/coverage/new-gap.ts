import type { CodeFacts } from './code-facts.ts';
import type { Gap } from './gap.ts';
import type { NameFunction } from './name-function.ts';
import { pathCondition } from './path-condition.ts';
import type { Certainty } from './report.ts';

/** What all Gaps of one file share. */
export interface AboutFile {
  readonly path: string;
  readonly certainty: Certainty;
  readonly facts: CodeFacts | undefined;
  readonly names: NameFunction;
}

type Own = Pick<Gap, 'kind' | 'startLine' | 'endLine' | 'place'> &
  Partial<Pick<Gap, 'arm' | 'armIndex' | 'decides' | 'function'>>;

/**
 * A Gap with what is known of its place.
 *
 * @param needs what must hold beside the path to it, for an arm; undefined: no condition is told
 */
export function newGap(about: AboutFile, own: Own, needs: string | undefined): Gap {
  const { path, certainty, facts, names } = about;
  const { kind, startLine, endLine, place, arm = '', armIndex, decides } = own;
  const condition =
    facts === undefined || needs === undefined
      ? ''
      : pathCondition(place, facts, names.linesAt(place), needs);
  return {
    path,
    startLine,
    endLine,
    kind,
    arm,
    function: own.function ?? names.nameAt(place),
    condition,
    certainty,
    place,
    armIndex,
    decides,
  };
}
