import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { ShownSystem } from '../sandbox/shown-system.ts';
import { isBelowAny, type Bind, type Link, type SystemView } from '../sandbox/system-view.ts';
import { lookAt, resolveInside } from './resolve-inside.ts';
import type { UnpackedImage } from './unpack-image.ts';

/** The sandbox has its own; those of an image are for others. */
const sandboxOwn = ['/proc', '/sys', '/dev', '/tmp'].map((path) => ({ path }));

/** An image as the system that is seen in a sandbox: all of it, read-only. */
export function imageSystem({ root, variables }: UnpackedImage): ShownSystem {
  return {
    variables,
    viewBeside: (own) => viewOf(root, [...sandboxOwn, ...own]),
    find: (name) => findInside(root, name, variables['PATH'] ?? ''),
  };
}

/**
 * Folders of the image that hold a place of somebody else are shown entry by entry, and that place is left free: so nothing is
 * ever mounted inside of the image, where there may be no such folder, or a link.
 */
function viewOf(root: string, others: readonly Pick<Bind, 'path'>[]): SystemView {
  const binds: Bind[] = [];
  const links: Link[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(root + folder, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      // Lists of mounts have one a line.
      if (entry.name.includes('\n') || isBelowAny(path, others)) continue;
      const isOnTheWay = others.some((other) => isBelowAny(other.path, [{ path }]));
      if (isOnTheWay && entry.isDirectory()) visit(path);
      else if (!isOnTheWay) show(path);
    }
  };
  const show = (path: string): void => {
    const stats = lookAt(root + path);
    const source = resolveInside(root, path);
    const target = source === undefined ? undefined : lookAt(source);
    if (source === undefined || target === undefined) return;
    const kind = target.isDirectory() ? 'folder' : 'file';
    const bind = { path, source, kind, isWritable: false } as const;
    if (stats?.isSymbolicLink() === true) links.push({ ...bind, target: readlinkSync(root + path) });
    else binds.push(bind);
  };
  visit('');
  return { binds, links };
}

/** By the PATH of the image, then where systems have their tools. */
function findInside(root: string, name: string, searchPath: string): string | undefined {
  const folders = [...searchPath.split(':'), '/usr/bin', '/bin', '/usr/sbin', '/sbin'];
  const places = folders.filter((folder) => folder.startsWith('/')).map((folder) => join(folder, name));
  return places.find((place) => {
    const file = resolveInside(root, place);
    const stats = file === undefined ? undefined : lookAt(file);
    return stats?.isFile() === true && (stats.mode & 0o111) !== 0;
  });
}
