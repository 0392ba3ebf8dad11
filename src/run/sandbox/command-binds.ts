import { statSync } from 'node:fs';
import { isAbsolute, normalize } from 'node:path';
import { GalleyError } from '../../errors.ts';
import { printable } from '../../safety/printable.ts';
import type { SandboxCommand } from './sandbox.ts';
import type { Bind } from './system-view.ts';

/** Never shown as a whole: what lies there belongs to the system, to others, or to the kernel. */
const closed = new Set(['/', '/etc', '/home', '/root', '/var', '/run', '/proc', '/sys', '/dev', '/tmp']);

/**
 * What a command asks to see, checked. A path that is both readable and writable is writable.
 *
 * Throws GalleyError `unsafe-path` for one that is not there, not absolute, or far too much.
 */
export function commandBinds({ readable, writable }: SandboxCommand): Bind[] {
  const asked = new Map<string, boolean>();
  for (const path of readable) asked.set(path, false);
  for (const path of writable) asked.set(path, true);
  return [...asked].map(([path, isWritable]) => ({ path, kind: kindOf(path), isWritable }));
}

function kindOf(path: string): Bind['kind'] {
  const stats = isPlain(path) ? statSync(path, { throwIfNoEntry: false }) : undefined;
  if (stats === undefined || closed.has(path)) {
    throw new GalleyError('unsafe-path', {
      what: `${printable(path, 300)} cannot be shown to a sandbox`,
      why: closed.has(path) ? 'It holds more than one project' : 'There is no such file or folder',
    });
  }
  return stats.isDirectory() ? 'folder' : 'file';
}

/** One line, as `mount` and shells read it. */
function isPlain(path: string): boolean {
  return isAbsolute(path) && normalize(path) === path && !/[\n\0]|.\/$/.test(path);
}
