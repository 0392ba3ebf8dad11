/** A piece of text that is put between the characters of another one. */
export interface Insertion {
  /** Offset in the old text, in UTF-16 units: what stood there stands behind it. Always the start of a line. */
  readonly at: number;
  /** Whole lines: it ends with an end of line. */
  readonly text: string;
  /** Symbol of the Declaration that it documents. */
  readonly symbol: string;
}

/** The text with all insertions. They must be in the order of their places, no two at the same. */
export function insertAll(text: string, insertions: readonly Insertion[]): string {
  let at = 0;
  const parts: string[] = [];
  for (const insertion of insertions) {
    parts.push(text.slice(at, insertion.at), insertion.text);
    at = insertion.at;
  }
  return parts.join('') + text.slice(at);
}
