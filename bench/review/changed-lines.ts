export interface ChangedLineNumbers {
  /** 1-based, head side. */
  readonly added: ReadonlySet<number>;
  /** Head lines after which something is gone and nothing came; 0 is the top of the file. */
  readonly removedAfter: readonly number[];
  /** Added and removed lines together. */
  readonly size: number;
}

const hunk = /^@@ -\d+(?:,(?<old>\d+))? \+(?<start>\d+)(?:,(?<now>\d+))? @@/;

/** What the hunk headers of one file's diff without context lines say. */
export function readChangedLines(diff: string): ChangedLineNumbers {
  const added = new Set<number>();
  const removedAfter: number[] = [];
  let size = 0;
  for (const line of diff.split('\n')) {
    const groups = hunk.exec(line)?.groups;
    if (groups === undefined) continue;
    const start = Number(groups['start']);
    const now = Number(groups['now'] ?? 1);
    for (let offset = 0; offset < now; offset++) added.add(start + offset);
    if (now === 0) removedAfter.push(start);
    size += now + Number(groups['old'] ?? 1);
  }
  return { added, removedAfter, size };
}
