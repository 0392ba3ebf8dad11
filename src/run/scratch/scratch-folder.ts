import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { removeTree } from './remove-tree.ts';

/**
 * Makes an empty folder that nobody else can read, and takes away those of this user whose process is gone.
 *
 * @param temporary such as `os.tmpdir()`
 * @returns absolute, links resolved
 */
export async function makeScratchFolder(temporary: string): Promise<string> {
  const parent = await realpath(temporary);
  await sweep(parent);
  return mkdtemp(join(parent, `galley-scratch-${processSpace()}-${process.pid}-`));
}

/** Process ids mean something only among those who share them: containers may share a temporary folder. */
function processSpace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}

async function sweep(parent: string): Promise<void> {
  const space = processSpace();
  for (const name of readdirSync(parent)) {
    const [, where, pid] = /^galley-scratch-(\d+)-(\d+)-/.exec(name) ?? [];
    if (where !== space || isAlive(Number(pid))) continue;
    const stats = lstatSync(join(parent, name), { throwIfNoEntry: false });
    if (stats?.isDirectory() && stats.uid === process.getuid?.()) await removeTree(join(parent, name));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process may not be signalled: it lives.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
