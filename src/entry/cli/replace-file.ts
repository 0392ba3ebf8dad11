import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { GalleyError } from '../../errors.ts';

/**
 * Writes a file so that readers see the old one, the whole new one, or none, also after kill -9. A link is replaced and
 * never followed: the change under review may hold one. Devices, pipes and what lies in `/dev` and `/proc` are written
 * as they are. An old file keeps its mode.
 *
 * Throws GalleyError `unsafe-path` when a link on the way leads out of `root`, and what the disk throws.
 *
 * @param file relative to the working directory, or absolute
 * @param root top folder of the repository; undefined outside of one
 */
export async function replaceFile(file: string, text: string, root: string | undefined): Promise<void> {
  const path = await placeOf(file);
  if (root !== undefined) await refuseDetour(file, path, root);
  const old = await lstat(path).catch(() => undefined);
  if (isOfSystem(path) || (old && !old.isFile() && !old.isSymbolicLink())) return writeFile(path, text);
  try {
    await writeBeside(path, text, old?.isFile() ? old.mode & 0o777 : undefined);
  } catch (error) {
    // A folder that takes no new file may still hold one that can be written, such as a mount of its own.
    if (!old?.isFile() || !refusals.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await overwrite(path, text);
  }
}

/** Where a file of this name would lie: links in its folder's path resolved, a link in its own place not. */
export async function placeOf(file: string): Promise<string> {
  const path = resolve(file);
  const folder = await realpath(dirname(path)).catch(() => dirname(path));
  return join(folder, basename(path));
}

const refusals: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EBUSY', 'EROFS']);

/** `/dev/stdout` is a link too, and its place belongs to the system. */
function isOfSystem(path: string): boolean {
  return /^\/(dev|proc)\//.test(path);
}

/** A folder of the change may be a link to anywhere. */
async function refuseDetour(file: string, path: string, root: string): Promise<void> {
  const top = await realpath(root);
  const named = resolve(await realpath(process.cwd()), file);
  if (!isInside(named, top) || isInside(path, top)) return;
  throw new GalleyError('unsafe-path', {
    what: `${file} lies behind a link that leads out of the repository`,
    why: `It would be written as ${path}.`,
    todo: 'Name that place itself, or remove the link.',
  });
}

function isInside(path: string, top: string): boolean {
  const inside = relative(top, path);
  return inside !== '..' && !inside.startsWith(`..${sep}`) && resolve(top, inside) === path;
}

async function writeBeside(path: string, text: string, mode: number | undefined): Promise<void> {
  const temporary = join(dirname(path), `.galley-${randomUUID()}.tmp`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      if (mode !== undefined) await handle.chmod(mode);
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw error;
  }
}

async function overwrite(path: string, text: string): Promise<void> {
  const handle = await open(path, constants.O_WRONLY | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0));
  try {
    await handle.writeFile(text);
  } finally {
    await handle.close();
  }
}
