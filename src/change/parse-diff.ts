import type { FileChange } from './change.ts';
import { completeFile } from './complete-file.ts';
import { normaliseDiff } from './normalise-diff.ts';
import { resolvePaths } from './resolve-paths.ts';
import { scanDiff } from './scan-diff.ts';

/**
 * Reads a unified diff as git (`git diff`, `git show`, `git format-patch`) or `diff -u` prints it.
 *
 * Paths come from the diff and are not checked: whoever opens a file by one must first see that it stays inside the
 * repository.
 *
 * @param byteText One character per byte (latin1), so that nothing is lost before the encoding of each file is known.
 *   Each file's lines become UTF-8 text when all of them are valid UTF-8; paths and sections likewise, each by itself.
 * @returns The files in the order of the input; empty for an input of white space only.
 * @throws GalleyError `broken-diff`, naming the 1-based line of the input, when it is no diff or was cut or edited;
 *   `combined-diff` for a merge compared with all its parents.
 */
export function parseDiff(byteText: string): FileChange[] {
  const raws = scanDiff(normaliseDiff(byteText));
  const names = resolvePaths(raws);
  return raws.map((raw, index) => completeFile(raw, names[index] ?? { base: '', head: '' }));
}
