import {
  chmodSync,
  closeSync,
  fchmodSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ParsedTarEntry } from 'modern-tar';
import { printable } from '../../safety/printable.ts';
import { imageError, saveAgain } from './image-error.ts';
import { lookAt, resolveInside } from './resolve-inside.ts';

/** Where a layer is laid: over those below it. */
export interface LayerGround {
  /** Of the image, absolute, links resolved. */
  readonly root: string;
  /** What this layer has laid, absolute: its whiteouts hide what is below it, never its own. */
  readonly laid: Set<string>;
}

const mostDepth = 100;
const whiteout = '.wh.';

/** Lays one entry of a layer, or hides what it says. The body is read or cancelled. */
export async function layEntry({ header, body }: ParsedTarEntry, ground: LayerGround): Promise<void> {
  const parts = partsOf(header.name);
  const name = parts.pop();
  if (name === undefined) return body.cancel();
  if (name.startsWith(whiteout)) {
    await body.cancel();
    return hide(name, resolveInside(ground.root, parts.join('/')), ground);
  }
  const folder = makeFolder(parts, ground);
  const place = join(folder, name);
  const mode = header.mode ?? 0;
  if (header.type === 'file' || header.type === undefined) {
    clear(place);
    await write(place, body, mode);
  } else {
    await body.cancel();
    if (header.type === 'directory') {
      if (lookAt(place)?.isDirectory() !== true) clear(place);
      mkdirSync(place, { recursive: true });
      // We must get into it whoever its owner was meant to be.
      chmodSync(place, (mode & 0o777) | 0o700);
    } else if (header.type === 'symlink') {
      clear(place);
      // Wherever it leads to: nothing out here follows it.
      symlinkSync(header.linkname ?? '', place);
    } else if (header.type === 'link') layLink(place, header.linkname ?? '', ground);
    // Devices and pipes cannot be made without rights, and no test needs those of an image.
    else return;
  }
  ground.laid.add(place);
}

/** @throws GalleyError `image-unusable` for a name that leads out */
function partsOf(name: string): string[] {
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..') || parts.length > mostDepth || name.includes('\0')) throw refused(name);
  return parts;
}

/** The folder of an entry, made where it is not there: links on the way lead where they lead inside. */
function makeFolder(parts: readonly string[], { root, laid }: LayerGround): string {
  const folder = resolveInside(root, parts.join('/'));
  if (folder === undefined) throw refused(parts.join('/'));
  const missing: string[] = [];
  for (let at = folder; at !== root; at = dirname(at)) {
    laid.add(at);
    if (lookAt(at)?.isDirectory() !== true) missing.push(at);
  }
  for (const at of missing.reverse()) {
    clear(at);
    mkdirSync(at);
  }
  return folder;
}

/** A second name for a file of this layer or of one below. */
function layLink(place: string, target: string, { root }: LayerGround): void {
  const parts = partsOf(target);
  const name = parts.pop();
  const folder = resolveInside(root, parts.join('/'));
  const file = name === undefined || folder === undefined ? root : join(folder, name);
  const stats = lookAt(file);
  if (file === place) return;
  if (stats?.isFile() !== true && stats?.isSymbolicLink() !== true) throw refused(target);
  clear(place);
  linkSync(file, place);
}

async function write(place: string, body: ParsedTarEntry['body'], mode: number): Promise<void> {
  // Made anew: what stood there is gone, so that no link is followed and no second name changed.
  const file = openSync(place, 'wx', 0o600);
  try {
    for await (const bytes of body) for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    // Without the bits that would make it run as somebody else.
    fchmodSync(file, (mode & 0o777) | 0o600);
  } finally {
    closeSync(file);
  }
}

/** `.wh.NAME` hides NAME of the layers below, `.wh..wh..opq` all that they have in its folder. */
function hide(name: string, folder: string | undefined, { laid }: LayerGround): void {
  if (folder === undefined || lookAt(folder)?.isDirectory() !== true) return;
  const hidden = name.slice(whiteout.length);
  if (hidden === `${whiteout}.opq`)
    for (const below of readdirSync(folder)) hideBelow(join(folder, below), laid);
  else if (hidden.startsWith(whiteout)) return;
  else if (['', '.', '..'].includes(hidden)) throw refused(name);
  else hideBelow(join(folder, hidden), laid);
}

function hideBelow(place: string, laid: ReadonlySet<string>): void {
  if (!laid.has(place)) clear(place);
  else if (lookAt(place)?.isDirectory() === true)
    for (const name of readdirSync(place)) hideBelow(join(place, name), laid);
}

function clear(place: string): void {
  rmSync(place, { recursive: true, force: true });
}

function refused(name: string): Error {
  return imageError(
    `A layer names ${printable(basename(name) === '' ? 'nothing' : name, 100)}, which is no place in it`,
    saveAgain,
  );
}
