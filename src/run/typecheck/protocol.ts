import type { TypeProblem } from '../../review/test-ports.ts';
import type { DeclaredType } from '../../testgen/fixtures/type-fact.ts';

/**
 * The compiler and we exchange files in one folder, as a sandbox leaves no other way in: `start.json` is there when it begins;
 * `<number>.ask` is answered by `<number>.reply`. Files appear whole: they are written under another name first.
 */
export interface Start {
  /** Root of the repository, absolute. */
  readonly root: string;
}

export type Ask =
  /** Is the text right, laid over this file? Paths are absolute. */
  | { readonly kind: 'check'; readonly path: string; readonly text: string; readonly fix: boolean }
  /** Which types does the file export? Empty `name`: all. */
  | { readonly kind: 'types'; readonly path: string; readonly name: string };

export type Reply =
  | {
      readonly kind: 'checked';
      readonly text: string;
      readonly fixes: readonly string[];
      readonly problems: readonly TypeProblem[];
    }
  | { readonly kind: 'types'; readonly types: readonly DeclaredType[] }
  /** There is no compiler, or it failed: why, for people. */
  | { readonly kind: 'unusable'; readonly reason: string };

export const startFile = 'start.json';
export const askFile = (number: number): string => `${String(number)}.ask`;
export const replyFile = (number: number): string => `${String(number)}.reply`;

/** Time between two looks into the folder, in milliseconds. */
export const lookMs = 15;
