import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TreeFiles } from '../../git/open-tree.ts';
import { isPlain } from '../../run/scratch/scratch-path.ts';
import type { TreeSource } from '../../run/scratch/tree-source.ts';

/** Larger files are no code, and no test reads them, in bytes. */
const largest = 16 * 1024 * 1024;

/** The files of a commit or tree, for a scratch copy. Files that are no text may differ in it. */
export function committedTree(open: () => Promise<TreeFiles>): TreeSource {
  return {
    list: async () => (await open()).paths,
    async copy(paths, folder) {
      const files = await open();
      const texts = await Promise.all(paths.map((path) => files.read(path, largest)));
      for (const [index, path] of paths.entries()) {
        const text = texts[index];
        if (text === undefined || !isPlain(path)) continue;
        const file = join(folder, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, text);
      }
    },
  };
}
