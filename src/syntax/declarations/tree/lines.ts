/** Lines of a text, which end with a line feed. */
export interface Lines {
  /** 1-based line of an offset. */
  lineAt(offset: number): number;
  /** Offset where the line with this offset starts. */
  startOf(offset: number): number;
}

export function createLines(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return { lineAt, startOf: (offset) => starts[lineAt(offset) - 1] ?? 0 };
}
