import type { Rereading } from '../docstring/keep-proved.ts';
import type { DocSyntax } from './ports.ts';

/** The parsers of one file, for those who prove what they put into it. */
export function rereading(syntax: DocSyntax, path: string, before: string): Rereading {
  return {
    read: (text) => syntax.read(path, text),
    isSameProgram: async (text) => syntax.isSameProgram?.(path, before, text),
  };
}
