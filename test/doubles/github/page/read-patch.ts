/** A line of a patch. Numbers are 1-based; undefined on the side that the line is not on. */
export interface PatchLine {
  readonly kind: 'hunk' | 'context' | 'added' | 'removed' | 'note';
  readonly base: number | undefined;
  readonly head: number | undefined;
  readonly text: string;
}

const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/** The lines of a `patch` or `diff_hunk`, numbered. */
export function readPatch(patch: string): PatchLine[] {
  const lines: PatchLine[] = [];
  let [base, head] = [0, 0];
  for (const line of patch.replace(/\n$/, '').split('\n')) {
    const starts = header.exec(line);
    if (starts) {
      [base, head] = [Number(starts[1]), Number(starts[2])];
      lines.push({ kind: 'hunk', base: undefined, head: undefined, text: line });
      continue;
    }
    const text = line.slice(1);
    if (line.startsWith('+')) lines.push({ kind: 'added', base: undefined, head: head++, text });
    else if (line.startsWith('-')) lines.push({ kind: 'removed', base: base++, head: undefined, text });
    else if (line.startsWith('\\')) lines.push({ kind: 'note', base: undefined, head: undefined, text });
    else lines.push({ kind: 'context', base: base++, head: head++, text });
  }
  return lines;
}

/** The lines of a side between two numbers, both inclusive. */
export function linesBetween(
  lines: readonly PatchLine[],
  side: 'LEFT' | 'RIGHT',
  start: number,
  end: number,
): PatchLine[] {
  return lines.filter((line) => {
    const number = side === 'LEFT' ? line.base : line.head;
    return number !== undefined && number >= start && number <= end;
  });
}
