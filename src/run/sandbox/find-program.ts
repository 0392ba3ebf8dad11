import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join, sep } from 'node:path';

/** Where administrators' tools lie, which the PATH of an ordinary user often lacks. */
const systemFolders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'];

/**
 * Absolute path of a program. A repository's own folders are passed over: `npx` puts `node_modules/.bin` first in the
 * PATH, and nothing from there may build the sandbox.
 *
 * @param path value of the PATH variable
 */
export function findProgram(name: string, path: string): string | undefined {
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder) && !isOfRepository(folder));
  return [...folders, ...systemFolders].map((folder) => join(folder, name)).find(isExecutable);
}

function isOfRepository(folder: string): boolean {
  return folder.split(sep).includes('node_modules');
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
