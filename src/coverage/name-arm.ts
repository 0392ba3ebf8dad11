import { isSamePlace } from './place.ts';
import type { BranchHits } from './report.ts';

/** How people would call an arm where no parser can tell: by the kind of the branch and its number. */
export function nameArm(branch: BranchHits, index: number): string {
  const arm = branch.arms[index];
  if (arm?.name !== undefined) return arm.name;
  switch (branch.kind) {
    case 'if':
    case 'cond-expr':
      return isElse(branch, index) ? 'else' : 'then';
    case 'binary-expr':
      return `operand ${String(index + 1)}`;
    case 'switch':
    case 'match':
      return `case ${String(index + 1)}`;
    case 'default-arg':
      return 'default value';
    case 'loop':
      return index === 0 ? 'body' : 'after the loop';
    case 'block':
      return 'block';
    case 'line':
      return `arm ${String(index + 1)} of ${String(branch.arms.length)}`;
  }
}

/** Where comments hide arms, the position says nothing: the first arm of an `if` has the place of the whole. */
function isElse({ kind, place, arms }: BranchHits, index: number): boolean {
  if (kind === 'cond-expr' || arms.length === 2) return index === 1;
  const own = arms[index]?.place;
  return own === undefined || !isSamePlace(own, place);
}
