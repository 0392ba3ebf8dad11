import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ScratchTree } from '../../review/test-ports.ts';
import { layIgnored } from './lay-ignored.ts';
import { removeTree } from './remove-tree.ts';
import { restoreTree } from './restore-tree.ts';
import { makeScratchFolder } from './scratch-folder.ts';
import { scratchPath } from './scratch-path.ts';
import { takeSnapshot } from './snapshot.ts';
import type { TreeSource } from './tree-source.ts';

export interface ScratchOptions {
  /** The repository, absolute, links resolved. */
  readonly root: string;
  readonly source: TreeSource;
  /**
   * Folders that git ignores and tests need: installed packages, virtual environments, what a build made. From the
   * root, with `/`. Others may be named and are passed over.
   */
  readonly ignored: readonly string[];
  /** Folder for what is not kept, such as `os.tmpdir()`. */
  readonly temporary: string;
}

/** A scratch tree on this machine's disk. */
export interface OpenScratchTree extends ScratchTree {
  /** Absolute, links resolved. */
  readonly path: string;
  /** Outside of it, absolute: what its links lead to. To be shown to a sandbox, read-only. */
  readonly readable: readonly string[];
}

/**
 * Copies a tree into a folder of its own. What runs in it can spoil the copy and nothing else; `restore` mends that too.
 *
 * Throws GalleyError, as the source does.
 */
export async function openScratchTree(options: ScratchOptions): Promise<OpenScratchTree> {
  const { root, source, ignored, temporary } = options;
  const tree = await makeScratchFolder(temporary);
  try {
    await source.copy(await source.list(), tree);
    const readable: string[] = [];
    for (const path of ignored) {
      const linked = await layIgnored(root, path, tree);
      if (linked !== undefined) readable.push(linked);
    }
    const snapshot = takeSnapshot(tree);
    return {
      path: tree,
      readable,
      async write(files) {
        for (const { path, text } of files) await replaceFile(await scratchPath(tree, path), text);
      },
      restore: () => restoreTree(tree, snapshot, source),
      close: () => removeTree(tree),
    };
  } catch (error) {
    await removeTree(tree);
    throw error;
  }
}

/** A new file at its place: what stood there may be a link, or have other names. */
async function replaceFile(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await rm(file, { recursive: true, force: true });
  await writeFile(file, text, { flag: 'wx' });
}
