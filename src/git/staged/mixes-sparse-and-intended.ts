import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from '../run-git.ts';
import type { IndexPlace } from './locate-index.ts';

/** Name of the index extension that says that folders may stand in it as one entry (git's "index-format"). */
const sparseFolders = 'sdir';

/**
 * Whether the index holds folders as one entry and also files that `git add -N` only announced. Git 2.39 commits wrong trees from
 * such an index once anything wrote it anew, its own `write-tree` included. One process, and only in a sparse checkout.
 */
export async function mixesSparseAndIntended({ gitDir, indexes, git }: IndexPlace): Promise<boolean> {
  if (!existsSync(join(gitDir, 'info', 'sparse-checkout'))) return false;
  const held = await Promise.all(indexes.map((index) => readFile(index).catch(() => Buffer.alloc(0))));
  if (!held.some((bytes) => bytes.includes(sparseFolders))) return false;
  const announced = await runGit(['diff-files', '--name-only', '-z', '--diff-filter=A'], git);
  return announced.length > 0;
}
