/** What is needed of `galley coverage --format json`. */
export interface GapReport {
  readonly gaps: readonly { path: string; startLine: number; endLine: number; kind: string }[];
}

/** What is needed of `diff-cover --format json`. */
export interface DiffCoverReport {
  readonly src_stats: Readonly<Record<string, { violation_lines: readonly number[] }>>;
}

export interface Comparison {
  /** Lines on which something is not reached. */
  readonly both: number;
  readonly onlyOurs: number;
  readonly onlyTheirs: number;
  /** Arms that we tell of besides. */
  readonly arms: number;
}

export function compareLines({ gaps }: GapReport, { src_stats }: DiffCoverReport): Comparison {
  const ours = new Set<string>();
  for (const { path, startLine, endLine, kind } of gaps) {
    if (kind === 'branch') continue;
    for (let line = startLine; line <= endLine; line++) ours.add(`${path}:${line}`);
  }
  const theirs = new Set(
    Object.entries(src_stats).flatMap(([path, { violation_lines }]) =>
      violation_lines.map((line) => `${path}:${line}`),
    ),
  );
  const both = [...ours].filter((line) => theirs.has(line)).length;
  return {
    both,
    onlyOurs: ours.size - both,
    onlyTheirs: theirs.size - both,
    arms: gaps.filter(({ kind }) => kind === 'branch').length,
  };
}
