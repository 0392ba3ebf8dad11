import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tryGit, type GitOptions } from '../run-git.ts';

export interface Merging {
  /** What both others came from. */
  readonly base: Buffer;
  readonly ours: Buffer;
  readonly theirs: Buffer;
}

/**
 * Undefined where both changed the same lines, and for what git does not merge, such as UTF-16.
 *
 * @param folder for three files, which stay there
 * @param name begins their names
 */
export async function mergeTexts(
  merging: Merging,
  folder: string,
  name: string,
  git: GitOptions,
): Promise<Buffer | undefined> {
  const sides = ['ours', 'base', 'theirs'] as const;
  const files = sides.map((side) => join(folder, `${name}-${side}`));
  await Promise.all(sides.map((side, i) => writeFile(files[i] ?? '', merging[side])));
  const result = await tryGit(['merge-file', '-p', '-q', ...files], git);
  return result.code === 0 ? result.stdout : undefined;
}
