import { compareCommits } from './git/compare-commits.ts';
import type { Compared } from './git/compare-commits.ts';
import { readHunks } from './legal-lines.ts';
import type { Hunk } from './legal-lines.ts';
import { showsPatch } from './render/render-commit.ts';
import type { PullRequest } from './state/records.ts';
import type { Inside } from './types.ts';

/** What a pull request changes, at its head or at an older commit of it. */
export async function pullDiff(
  inside: Inside,
  pull: PullRequest,
  at: string = pull.head.sha,
): Promise<Compared> {
  const compared = await compareCommits(inside.git, pull.repository, pull.base.sha, at);
  return (
    compared ?? { base: pull.base.sha, head: at, mergeBase: pull.base.sha, files: [], ahead: [], behind: 0 }
  );
}

const read = new WeakMap<Compared, Map<string, readonly Hunk[]>>();

/**
 * The hunks of every file that a comparison names, by the path on the head side (of a removed file, on the base
 * side). Files whose patch is not shown have none: comments there can only stand on the file.
 */
export function hunksByPath(compared: Compared): Map<string, readonly Hunk[]> {
  const known = read.get(compared);
  if (known !== undefined) return known;
  const hunks = new Map(
    compared.files.map((file) => [file.path, showsPatch(file) ? readHunks(file.patch) : []] as const),
  );
  read.set(compared, hunks);
  return hunks;
}
