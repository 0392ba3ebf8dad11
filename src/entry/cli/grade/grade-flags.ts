import { resolve } from 'node:path';
import { GalleyError } from '../../../errors.ts';

export interface GradeFlags {
  readonly grade?: boolean;
  readonly places?: string;
  readonly minutes?: string;
  readonly from?: readonly string[];
  readonly json?: boolean;
}

export interface GradeLimits {
  /** Most places of sound code for one probe. */
  readonly places: number;
  readonly minutes: number;
  readonly folders: readonly string[];
}

/** Throws `invalid-usage`. */
export function limitsOf({ places, minutes, from }: GradeFlags): GradeLimits {
  return {
    places: wholeNumber('--places', places ?? '12', 1000),
    minutes: wholeNumber('--minutes', minutes ?? '15', 10_000),
    folders: (from ?? ['.']).map((folder) => resolve(folder)),
  };
}

/** Flags of a measuring that is not wanted were meant for one. */
export function refuseWithoutGrade({ places, minutes, from }: GradeFlags): void {
  const given = [places && '--places', minutes && '--minutes', from && '--from'].find(Boolean);
  if (given === undefined) return;
  throw new GalleyError('invalid-usage', {
    what: `${given} says how to measure a model, and no model is measured`,
    todo: 'galley doctor --grade',
  });
}

function wholeNumber(flag: string, given: string, most: number): number {
  const number = /^\d{1,6}$/.test(given) ? Number(given) : 0;
  if (number >= 1 && number <= most) return number;
  throw new GalleyError('invalid-usage', {
    what: `${flag} ${given} is not possible`,
    todo: `A number from 1 to ${most}.`,
  });
}
