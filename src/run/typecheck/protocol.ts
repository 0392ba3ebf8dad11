import type { TypeProblem } from '../../review/test-ports.ts';

/**
 * The compiler and we exchange files in one folder, as a sandbox leaves no other way in: `start.json` is there when it begins;
 * `<number>.ask` is answered by `<number>.reply`. Files appear whole: they are written under another name first.
 */
export interface Start {
  /** Root of the repository, absolute. */
  readonly root: string;
}

export interface Ask {
  /** Of the test file, absolute. */
  readonly path: string;
  readonly text: string;
  readonly fix: boolean;
}

export type Reply =
  | {
      readonly kind: 'checked';
      readonly text: string;
      readonly fixes: readonly string[];
      readonly problems: readonly TypeProblem[];
    }
  /** There is no compiler, or it failed: why, for people. */
  | { readonly kind: 'unusable'; readonly reason: string };

export const startFile = 'start.json';
export const askFile = (number: number): string => `${String(number)}.ask`;
export const replyFile = (number: number): string => `${String(number)}.reply`;

/** Time between two looks into the folder, in milliseconds. */
export const lookMs = 15;
