/** Most comparisons of lines for one block of a diff: beyond, all of it counts as new. */
const mostComparisons = 250_000;

/**
 * Which of the lines that replace others differ from those in white space alone, such as code that was indented anew.
 *
 * Lines keep their order: found is a longest common subsequence.
 */
export function isOnlyRespaced(removed: readonly string[], added: readonly string[]): boolean[] {
  const found = added.map(() => false);
  if (removed.length * added.length > mostComparisons || removed.length === 0) return found;
  const before = removed.map(squeeze);
  const after = added.map(squeeze);
  const width = after.length + 1;
  /** `lengths[i * width + j]`: of the longest common subsequence behind the first i and j lines. */
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  for (let i = 0, j = 0; i < before.length && j < after.length;) {
    if (before[i] === after[j]) {
      found[j++] = true;
      i++;
    } else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return found;
}

/** White space inside a line counts where it may be text, and between words. */
function squeeze(line: string): string {
  const text = line.trim();
  return /['"`/]/.test(text) ? text : text.replace(/\s+/g, ' ').replace(/(?<!\w) | (?!\w)/g, '');
}
