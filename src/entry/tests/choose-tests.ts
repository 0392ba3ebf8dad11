import { readDuration } from '../../config/read-duration.ts';
import { GalleyError } from '../../errors.ts';
import { chooseSelection, type Chosen, type SelectionFlags } from '../cli/choose-selection.ts';

export interface TestsFlags extends Omit<SelectionFlags, 'diff'> {
  readonly report?: readonly string[];
  readonly max?: string;
  readonly samples?: string;
  readonly budget?: string;
  readonly write?: boolean;
  readonly catch?: boolean;
  readonly unsafeRun?: boolean;
  readonly fixtures?: string;
  readonly format?: readonly string[];
}

export interface ChosenTests {
  /** Files and folders whose every Gap counts; undefined: a change. */
  readonly whole: readonly string[] | undefined;
  readonly chosen: Chosen;
  readonly maxTests: number;
  readonly samples: number;
  readonly budgetMs: number;
}

/** Throws GalleyError `invalid-usage`. */
export function chooseTests(operands: readonly string[], flags: TestsFlags): ChosenTests {
  const chosen = chooseSelection(operands, flags);
  const isWhole = chosen.from === 'git' && chosen.selection.kind === 'auto' && chosen.paths.length > 0;
  const limits = {
    maxTests: readCount('--max', flags.max ?? '5', 100),
    samples: readCount('--samples', flags.samples ?? '4', 20),
    budgetMs: readBudget(flags.budget ?? '10m'),
  };
  if (!isWhole) return { whole: undefined, chosen, ...limits };
  return { whole: chosen.paths, chosen: { ...chosen, paths: [] }, ...limits };
}

function readCount(flag: string, value: string, most: number): number {
  const count = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (count >= 1 && count <= most) return count;
  throw new GalleyError('invalid-usage', {
    what: `${flag} ${value} is no count`,
    why: `It takes a whole number from 1 to ${most}.`,
    todo: `galley tests ${flag} ${Math.min(5, most)}`,
  });
}

function readBudget(value: string): number {
  if (/^[1-9][0-9]{0,5}[smh]$/.test(value)) return readDuration(value);
  throw new GalleyError('invalid-usage', {
    what: `--budget ${value} is no duration`,
    why: 'It takes a number with its unit: 90s, 10m, 1h.',
    todo: 'galley tests --budget 10m',
  });
}
