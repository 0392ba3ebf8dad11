import { rename } from 'node:fs/promises';
import { removeTree } from './remove-tree.ts';

/** Removes a folder that others may look for: it goes by another name first, so that nobody takes a half of it for the whole. */
export async function removeAside(folder: string): Promise<void> {
  const aside = `${folder}-removed`;
  await removeTree(aside);
  await rename(folder, aside);
  await removeTree(aside);
}
