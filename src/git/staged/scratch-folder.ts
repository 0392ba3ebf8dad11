import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../is-alive.ts';

/**
 * A folder for files that come and go, inside git's own: never in the working tree, on its disk most of the time, readable for no
 * one else. Folders of runs that were killed are taken away.
 */
export async function withScratch<T>(gitDir: string, use: (folder: string) => Promise<T>): Promise<T> {
  const parent = join(gitDir, 'galley');
  await mkdir(parent, { recursive: true });
  await sweep(parent);
  const folder = await mkdtemp(join(parent, scratchName('')));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A name that says whose it is: taken away once that process is gone. */
export function scratchName(rest: string): string {
  return `scratch-${process.pid}-${rest}`;
}

async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = /^scratch-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}
