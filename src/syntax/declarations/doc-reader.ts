import type { DocFile } from '../../docstring/declaration.ts';

/** Reads a text of one of its languages. Never throws: undefined where it cannot. */
export type DocReader = (path: string, text: string) => Promise<DocFile | undefined>;
