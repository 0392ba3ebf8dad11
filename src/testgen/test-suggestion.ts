import type { Gap } from '../coverage/gap.ts';

/** In this order: a candidate that fails one is not asked about the next. */
export const gates = [
  'parses',
  'allowed',
  'types',
  'alone',
  'repeats',
  'suite',
  'covers',
  'asserts',
  'kills',
] as const;
export type Gate = (typeof gates)[number];

export interface GateResult {
  readonly gate: Gate;
  readonly outcome: 'passed' | 'failed' | 'not-applicable' | 'not-run';
  /** For people, on one line: `5 of 5`, `killed 3 of 8`, why not applicable. May be empty. */
  readonly detail: string;
}

/** A test that passed all gates that apply, with its run. */
export interface TestSuggestion {
  /** The test file, from the root of the repository, with `/`. */
  readonly path: string;
  /** Else it goes into an existing file. */
  readonly isNew: boolean;
  /** The whole file as it would be. */
  readonly text: string;
  /** What is added, without what stood there: for people. */
  readonly added: string;
  readonly title: string;
  /** Source file and function under test. */
  readonly target: { readonly path: string; readonly function: string };
  readonly gates: readonly GateResult[];
  /** Gaps that it closes. At least one. */
  readonly gained: readonly Gap[];
  readonly mutants: { readonly killed: number; readonly tried: number };
  /** It holds what the code does now, not what anybody said it should do: an expected value was taken from a run. */
  readonly isCharacterisation: boolean;
  /** Repairs that were made before it ran, for people. */
  readonly repairs: readonly string[];
  /** The command that runs it, for people. */
  readonly command: string;
  /** Sandbox that it ran in, for people. */
  readonly sandbox: string;
  /** What it does on the tree before the change; `fails`: it tests what the change is about. Undefined: nobody looked. */
  readonly atBase?: 'passes' | 'fails' | 'cannot-run';
}

/** How many candidates reached and passed each gate. */
export type Funnel = Readonly<Record<Gate, { readonly tried: number; readonly passed: number }>>;
