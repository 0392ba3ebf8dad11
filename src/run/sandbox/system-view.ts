import { lstatSync, readlinkSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What of a system can be seen in a sandbox, read-only. */
export interface SystemView {
  readonly binds: readonly Bind[];
  readonly links: readonly Link[];
}

export interface Bind {
  readonly path: string;
  /** Where it lies outside; absent: at the same place. Links are resolved in all but its last part. */
  readonly source?: string;
  readonly kind: 'folder' | 'file';
  readonly isWritable: boolean;
}

/** A link of the system; to see its target at its place does as well. */
export interface Link extends Bind {
  readonly target: string;
}

/** Programs and libraries. On most systems all but /usr are links into it; NixOS and Guix keep theirs in stores. */
const programs = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/nix/store', '/gnu/store'];

/** Of /etc only what programs need to start, to know names and times, and to check certificates. Never keys. */
const settings = (
  'alternatives ca-certificates crypto-policies fonts group hosts ld.so.cache ld.so.conf ld.so.conf.d localtime ' +
  'mime.types nsswitch.conf os-release passwd pki/ca-trust pki/tls/certs protocols services ssl/certs ssl/openssl.cnf ' +
  'timezone'
).split(' ');

/**
 * Looks once at this system.
 *
 * @param node path of the Node executable, links resolved
 */
export function findSystemView(node: string): SystemView {
  const binds: Bind[] = [];
  const links: Link[] = [];
  for (const path of [...programs, ...settings.map((name) => `/etc/${name}`), ...nodeFiles(node)]) {
    const found = look(path);
    if (found === undefined || isBelowAny(path, binds)) continue;
    if ('target' in found) links.push(found);
    else binds.push(found);
  }
  return { binds, links };
}

/** True for one of these paths and for everything below one. */
export function isBelowAny(path: string, binds: readonly Pick<Bind, 'path'>[]): boolean {
  return binds.some(
    (bind) => path === bind.path || path.startsWith(bind.path === '/' ? '/' : `${bind.path}/`),
  );
}

/** Never the folder around them: for `~/bin/node` that would be the home of its user. */
export function nodeFiles(node: string): string[] {
  const prefix = dirname(dirname(node));
  return [node, join(prefix, 'lib', 'node_modules')];
}

function look(path: string): Bind | Link | undefined {
  try {
    const bind = { path, kind: statSync(path).isDirectory() ? 'folder' : 'file', isWritable: false } as const;
    return lstatSync(path).isSymbolicLink() ? { ...bind, target: readlinkSync(path) } : bind;
  } catch {
    return undefined;
  }
}
