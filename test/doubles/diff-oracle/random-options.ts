import type { Random } from './seeded-random.ts';

/** How one `git diff` of the oracle is asked. */
export interface DiffOptions {
  /** `-c` settings, to go before `diff`. */
  readonly settings: readonly string[];
  /** Which pairs are found: given to `--raw` as well, so that both outputs list the same files. */
  readonly pairing: readonly string[];
  /** How they are printed. */
  readonly printing: readonly string[];
  readonly hasDefaultPrefix: boolean;
  /** `--text`: binary files are printed as lines. */
  readonly isText: boolean;
}

const pairings = [
  ['-M'],
  ['-M'],
  ['-M30%'],
  ['--no-renames'],
  ['-C'],
  ['-C', '--find-copies-harder'],
  ['-M', '-R'],
  ['-B', '-M'],
];

/** Prefixes end in a slash and differ in their last directory: others leave no trace by which to tell them from a path. */
const prefixes: readonly { settings?: string[]; printing?: string[] }[] = [
  {},
  {},
  {},
  { printing: ['--no-prefix'] },
  { settings: ['-c', 'diff.noprefix=true'] },
  { settings: ['-c', 'diff.mnemonicPrefix=true'] },
  { printing: ['--src-prefix=old/', '--dst-prefix=new/'] },
  { printing: ['--src-prefix=base tree/', '--dst-prefix=head tree/'] },
  { printing: ['--src-prefix=cmp/one/', '--dst-prefix=cmp/three/'] },
  { printing: ['--src-prefix=before/', '--dst-prefix=b/'] },
];

export function randomOptions(random: Random): DiffOptions {
  const prefix = random.pick(prefixes);
  const isText = random.once(8);
  const printing = [
    ...(prefix.printing ?? []),
    `-U${String(random.pick([0, 0, 1, 2, 3, 3, 3, 5, 10]))}`,
    `--diff-algorithm=${random.pick(['myers', 'minimal', 'patience', 'histogram'])}`,
    ...random.pick([[], [], ['--full-index'], ['--abbrev=4'], ['--binary'], ['--function-context']]),
    ...random.pick([[], [], ['--inter-hunk-context=3'], ['--no-indent-heuristic'], ['--patch-with-stat']]),
    ...(isText ? ['--text'] : []),
  ];
  const quoting = ['-c', `core.quotePath=${String(random.once(2))}`];
  return {
    settings: [...(prefix.settings ?? []), ...quoting],
    pairing: random.pick(pairings),
    printing,
    hasDefaultPrefix: prefix.printing === undefined && prefix.settings === undefined,
    isText,
  };
}
