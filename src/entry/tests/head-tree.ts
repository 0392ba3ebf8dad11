import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TextFile } from '../../review/test-ports.ts';
import type { TreeSource } from '../../run/scratch/tree-source.ts';

/**
 * A working tree in which changed files are as the change has them: what is staged or committed may differ from what lies on disk.
 *
 * @param changed paths that the tree's own list may lack
 */
export function headTree(tree: TreeSource, changed: () => Promise<readonly TextFile[]>): TreeSource {
  let reading: Promise<ReadonlyMap<string, string>> | undefined;
  const read = async () => new Map((await changed()).map(({ path, text }) => [path, text]));
  return {
    list: async () => [...new Set([...(await tree.list()), ...(await (reading ??= read())).keys()])],
    async copy(paths, folder) {
      await tree.copy(paths, folder);
      const texts = await (reading ??= read());
      for (const path of paths) {
        const text = texts.get(path);
        if (text === undefined) continue;
        const file = join(folder, path);
        await mkdir(dirname(file), { recursive: true });
        // What lies there may be a link.
        await rm(file, { recursive: true, force: true });
        await writeFile(file, text, { flag: 'wx' });
      }
    },
  };
}
