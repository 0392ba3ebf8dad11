import { GalleyError } from '../errors.ts';
import type { RuleProblem } from './rule.ts';

/** Rules of the operator that cannot be used: they must know before anything else happens. */
export function brokenRules(problems: readonly Pick<RuleProblem, 'where' | 'text'>[]): GalleyError {
  return new GalleyError('invalid-config', {
    what: problems.length === 1 ? 'a rule is broken' : `${problems.length} rules are broken`,
    why: problems.map(({ where, text }) => `${where}: ${text}`).join('\n'),
    todo: 'galley rules test FILE says more',
  });
}
