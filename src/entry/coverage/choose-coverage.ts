import { GalleyError } from '../../errors.ts';
import type { SelectionFlags } from '../cli/choose-selection.ts';

export interface CoverageFlags extends Omit<SelectionFlags, 'diff'> {
  readonly report?: readonly string[];
  readonly baseCoverage?: readonly string[];
  readonly failUnderPatch?: string;
  readonly format?: readonly string[];
}

/**
 * The value of `--fail-under-patch` in percent; undefined: nothing is asked.
 *
 * Throws GalleyError `invalid-usage` for anything but a number from 0 to 100.
 */
export function readLimit(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const limit = /^\d{1,3}(?:\.\d{1,4})?$/.test(value) ? Number(value) : NaN;
  if (limit <= 100) return limit;
  throw new GalleyError('invalid-usage', {
    what: `--fail-under-patch ${value} is no percentage`,
    why: 'It takes a number from 0 to 100.',
    todo: 'galley coverage --fail-under-patch 90',
  });
}
