import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { OpenScratchTree } from '../../src/run/scratch/open-scratch-tree.ts';

/** A scratch tree that is copied anew at each `restore`. */
export async function copiedTree(root: string): Promise<OpenScratchTree> {
  const path = await mkdtemp(join(tmpdir(), 'galley-tree-'));
  const fill = async (): Promise<void> => {
    await rm(path, { recursive: true, force: true });
    await cp(root, path, { recursive: true, filter: (source) => !source.includes('node_modules') });
    await linkModules(root, path);
  };
  await fill();
  return {
    path,
    readable: [],
    write: async (files) => {
      for (const { path: file, text } of files) {
        await mkdir(dirname(join(path, file)), { recursive: true });
        await writeFile(join(path, file), text);
      }
    },
    restore: fill,
    close: () => rm(path, { recursive: true, force: true }),
  };
}

/** A folder of its own, so that runners can keep caches in it. */
async function linkModules(root: string, path: string): Promise<void> {
  const names = await readdir(join(root, 'node_modules')).catch(() => []);
  await mkdir(join(path, 'node_modules'));
  for (const name of names) await symlink(join(root, 'node_modules', name), join(path, 'node_modules', name));
}
