import { type BigIntStats, chmodSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * What stands where in a tree, by path from its root with `/`, folders before what lies in them. The root is `.`.
 *
 * To look again costs one call of the kernel for each file and folder, none for links: whoever replaces a link touches
 * its folder.
 */
export type Snapshot = Map<string, Entry>;

export interface Entry {
  readonly kind: 'file' | 'folder' | 'link';
  /** Time of the last change of content, entries, owner or mode, in nanoseconds: nobody but the kernel sets it. */
  readonly stamp: bigint;
  /** Of a link; else empty. */
  readonly target: string;
}

/** Differences to a snapshot, in its order. */
export interface Damage {
  readonly added: readonly string[];
  /** Gone, changed, or something else by now. */
  readonly lost: readonly string[];
  /** Folders with other entries or another mode. */
  readonly touched: readonly string[];
}

export function takeSnapshot(tree: string): Snapshot {
  const entries: Snapshot = new Map();
  const visit = (path: string): void => {
    const entry = record(tree, path, entries);
    if (entry?.kind === 'folder') for (const name of readdirSync(join(tree, path))) visit(inside(path, name));
  };
  visit('.');
  return entries;
}

/** Writes down how things stand at one place; removes the entry where nothing does. */
export function record(tree: string, path: string, entries: Snapshot): Entry | undefined {
  const stats = look(tree, path);
  if (stats === undefined) {
    entries.delete(path);
    return undefined;
  }
  const kind = kindOf(stats);
  const entry = { kind, stamp: stats.ctimeNs, target: kind === 'link' ? readlinkSync(join(tree, path)) : '' };
  entries.set(path, entry);
  return entry;
}

export function findDamage(tree: string, entries: Snapshot): Damage {
  const added: string[] = [];
  const lost = new Set<string>();
  const touched = new Set<string>();
  for (const [path, entry] of entries) {
    const folder = dirname(path);
    if (path !== '.' && lost.has(folder)) lost.add(path);
    else if (entry.kind === 'link' && !touched.has(folder)) continue;
    else {
      const stats = look(tree, path);
      if (stats === undefined || !isSame(tree, path, entry, stats)) lost.add(path);
      else if (entry.kind === 'folder' && stats.ctimeNs !== entry.stamp) {
        touched.add(path);
        // Tests may have locked us out, too.
        chmodSync(join(tree, path), 0o755);
        const names = readdirSync(join(tree, path)).map((name) => inside(path, name));
        added.push(...names.filter((name) => !entries.has(name)));
      }
    }
  }
  return { added, lost: [...lost], touched: [...touched] };
}

function isSame(tree: string, path: string, entry: Entry, stats: BigIntStats): boolean {
  if (kindOf(stats) !== entry.kind) return false;
  if (entry.kind === 'link') return readlinkSync(join(tree, path)) === entry.target;
  return entry.kind === 'folder' || stats.ctimeNs === entry.stamp;
}

function look(tree: string, path: string): BigIntStats | undefined {
  return lstatSync(join(tree, path), { bigint: true, throwIfNoEntry: false });
}

function kindOf(stats: BigIntStats): Entry['kind'] {
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'link' : 'file';
}

function inside(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`;
}
