/**
 * Proof that a text only gained lines: all lines of `before` stand in `after` as they were, in order, and what stands in `after` beside
 * them are the lines of `inserted`, ends of lines and indentation aside. Texts may be bytes, one character each.
 *
 * @param inserted undefined where their form is not known: lines may then be anything
 */
export function onlyAdds(before: string, after: string, inserted: readonly string[] | undefined): boolean {
  const kept = linesOf(before);
  const all = linesOf(after);
  let at = 0;
  const extra = new Map<string, number>();
  for (const line of all) {
    if (line === kept[at]) at += 1;
    count(extra, line, 1);
  }
  if (at < kept.length) return false;
  if (inserted === undefined) return true;
  // What is left over does not depend on which of two equal lines is called the new one.
  for (const line of kept) count(extra, line, -1);
  for (const line of inserted.flatMap(linesOf)) count(extra, line, -1);
  return [...extra.values()].every((left) => left === 0);

  function count(counts: Map<string, number>, line: string, by: number): void {
    const key = line.trim();
    counts.set(key, (counts.get(key) ?? 0) + by);
  }
}

/** Each with its end; the last may have none. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
