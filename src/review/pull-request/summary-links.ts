/** Where the places that a summary names can be seen. What comes back is the forge's own URL, or it is no link. */
export interface SummaryLinks {
  /** A file of the reviewed head. `line`: 1-based; undefined: the file as a whole. `lastLine`: the end of a range. */
  blob(path: string, line?: number, lastLine?: number): string;
  /** A review comment, by its id. */
  comment(id: number): string;
}
