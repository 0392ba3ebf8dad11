import type { Insertion } from '../../docstring/insertion.ts';

/** What one run put into files, so that exactly that can be taken out again. */
export interface LastRun {
  readonly version: 1;
  /** Top folder of the working tree, absolute. */
  readonly root: string;
  readonly files: readonly RunFile[];
}

export interface RunFile {
  /** From the root. */
  readonly path: string;
  /** In the order of their places. */
  readonly docs: readonly RunDoc[];
}

export interface RunDoc {
  readonly symbol: string;
  /** Whole lines, with their ends. */
  readonly text: string;
  /** The line right below, without its end; empty at the end of a file. */
  readonly below: string;
}

/** A file before the run, and what was put in. */
export interface DocumentedFile {
  readonly path: string;
  readonly text: string;
  readonly insertions: readonly Insertion[];
}

/** In git's folder that all working trees share. */
export const lastRunName = 'galley/last-docs.json';

export function toLastRun(root: string, files: readonly DocumentedFile[]): LastRun {
  const docOf = (text: string, { at, text: doc, symbol }: Insertion): RunDoc => ({
    symbol,
    text: doc,
    below: /^[^\r\n]*/.exec(text.slice(at))?.[0] ?? '',
  });
  return {
    version: 1,
    root,
    files: files.map(({ path, text, insertions }) => ({
      path,
      docs: insertions.map((insertion) => docOf(text, insertion)),
    })),
  };
}
