import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GalleyError } from '../../errors.ts';
import { printable } from '../../safety/printable.ts';
import { removeTree } from './remove-tree.ts';
import { findDamage, record, type Snapshot } from './snapshot.ts';
import type { TreeSource } from './tree-source.ts';

/** Brings a tree back to its snapshot, whatever ran in it. The snapshot then tells of the tree as it is now. */
export async function restoreTree(tree: string, entries: Snapshot, source: TreeSource): Promise<void> {
  const { added, lost, touched } = findDamage(tree, entries);
  for (const path of [...added, ...lost.toReversed()]) await removeTree(join(tree, path));
  const files: string[] = [];
  for (const path of lost) {
    const entry = entries.get(path);
    if (entry?.kind === 'folder') mkdirSync(join(tree, path));
    else if (entry?.kind === 'link') symlinkSync(entry.target, join(tree, path));
    else files.push(path);
  }
  await source.copy(files, tree);
  const parents = [...added, ...lost].map((path) => dirname(path));
  for (const path of new Set([...touched, ...parents, ...lost])) {
    if (record(tree, path, entries) === undefined) throw cannotRestore(path);
  }
}

function cannotRestore(path: string): GalleyError {
  return new GalleyError('unreadable-file', {
    what: `${printable(path, 300)} of the scratch copy cannot be restored`,
    why: 'It is no longer in the repository',
    isRetryable: true,
  });
}
