import { mkdir, mkdtemp, readFile, realpath, rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { GalleyError, isGalleyError } from '../../errors.ts';
import { removeTree } from '../scratch/remove-tree.ts';
import type { ImageConfig } from './image-config.ts';
import { imageError } from './image-error.ts';
import { layEntry } from './lay-entry.ts';
import { openLayer } from './open-layer.ts';
import { readImage, type ArchivedImage } from './read-image.ts';
import { lookAt, resolveInside } from './resolve-inside.ts';

/** An image whose files lie in a folder of this machine. */
export interface UnpackedImage {
  /** Absolute, links resolved. */
  readonly root: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Out here, absolute, links resolved: where its dependencies are. Undefined: it names no folder but its root. */
  readonly workingFolder: string | undefined;
}

export interface UnpackLimits {
  /** Of all layers as plain tar. */
  readonly bytes: number;
  readonly entries: number;
}

export interface Unpacking {
  /** Absolute. Has a folder for each image, by its id. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly limits?: UnpackLimits;
}

const usualLimits: UnpackLimits = { bytes: 16 * 1024 ** 3, entries: 1_000_000 };

/** Written last: beside it lies the whole image. Its time says when the image was used last. */
export const settingsFile = 'settings.json';
const settings = z.object({ variables: z.record(z.string(), z.string()), workingDir: z.string() });

/** As container engines have it where an image says nothing. */
const usualPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * Unpacks an image of an archive, once: it stands there whole or not at all.
 *
 * Throws GalleyError: `image-unusable`, `interrupted`; and what the disk throws.
 */
export async function unpackImage(archive: string, unpacking: Unpacking): Promise<UnpackedImage> {
  const { signal } = unpacking;
  const image = await readImage(archive);
  await mkdir(unpacking.folder, { recursive: true, mode: 0o700 });
  const folder = join(await realpath(unpacking.folder), image.id.slice(0, 32));
  if (lookAt(join(folder, settingsFile)) === undefined) {
    const work = await mkdtemp(`${folder}-`);
    try {
      await layLayers(archive, image, join(work, 'root'), unpacking);
      await writeFile(join(work, settingsFile), JSON.stringify(settingsOf(image.config)));
      // Another worker may have been first: then its folder is as good.
      await rename(work, folder).catch((error: unknown) => {
        if (lookAt(join(folder, settingsFile)) === undefined) throw error;
      });
    } catch (error) {
      throw signal.aborted ? stopped() : isGalleyError(error) ? error : asImageError(error);
    } finally {
      await removeTree(work);
    }
  }
  const now = new Date();
  await utimes(join(folder, settingsFile), now, now);
  return openUnpacked(folder);
}

async function layLayers(
  archive: string,
  { config, layers }: ArchivedImage,
  root: string,
  { signal, limits = usualLimits }: Unpacking,
): Promise<void> {
  await mkdir(root);
  let { bytes, entries } = limits;
  const spend = (spent: number): void => {
    bytes -= spent;
    if (bytes < 0) throw tooLarge();
  };
  for (const [index, file] of layers.entries()) {
    const laid = new Set<string>();
    const digest = config.rootfs.diff_ids[index] ?? '';
    for await (const entry of openLayer({ archive, file, digest, spend, signal })) {
      entries -= 1;
      if (entries < 0) throw tooLarge();
      await layEntry(entry, { root, laid });
    }
  }
}

function settingsOf({ config }: ImageConfig): z.infer<typeof settings> {
  const variables = (config?.Env ?? []).flatMap((text) => {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return {
    variables: { PATH: usualPath, ...Object.fromEntries(variables) },
    workingDir: config?.WorkingDir ?? '',
  };
}

async function openUnpacked(folder: string): Promise<UnpackedImage> {
  const root = join(folder, 'root');
  const text = await readFile(join(folder, settingsFile), 'utf8');
  const { variables, workingDir } = settings.parse(JSON.parse(text));
  const place = resolveInside(root, workingDir);
  const isFolder = place !== undefined && place !== root && lookAt(place)?.isDirectory() === true;
  return { root, variables, workingFolder: isFolder ? place : undefined };
}

function tooLarge(): GalleyError {
  return imageError('It is larger than what Galley unpacks', 'Leave out of it what no test needs.');
}

function stopped(): GalleyError {
  return new GalleyError('interrupted', { what: 'Stopped while an image was unpacked.' });
}

/** A name that this disk does not take, or no room. */
function asImageError(error: unknown): GalleyError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return imageError(`It could not be unpacked (${code})`, 'Look whether the data folder has room.');
}
