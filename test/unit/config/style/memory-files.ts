import type { StyleFiles } from '../../../../src/config/style/style-files.ts';
import { silentLog } from '../../../../src/log.ts';

/** A repository of texts by path. Programs are not parsed. `reads` lists the paths that were read, in order. */
export function memoryFiles(texts: Readonly<Record<string, string>>): StyleFiles & { reads: string[] } {
  const reads: string[] = [];
  return {
    reads,
    list: async (folder) => {
      const prefix = folder === '' ? '' : `${folder}/`;
      const inside = Object.keys(texts).filter((path) => path.startsWith(prefix));
      return new Set(inside.map((path) => path.slice(prefix.length).split('/')[0] ?? ''));
    },
    read: async (path) => {
      reads.push(path);
      return texts[path];
    },
    parse: async () => undefined,
    log: silentLog,
  };
}
