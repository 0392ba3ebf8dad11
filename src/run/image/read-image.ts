import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type * as z from 'zod';
import {
  checkPlatform,
  dockerManifestSchema,
  imageConfigSchema,
  ociIndexSchema,
  ociManifestSchema,
  thisArchitecture,
  type ImageConfig,
} from './image-config.ts';
import { printable } from '../../safety/printable.ts';
import { imageError, saveAgain } from './image-error.ts';
import { listArchive, type ArchivedFile } from './list-archive.ts';

/** One image of an archive. */
export interface ArchivedImage {
  /** SHA-256 of its configuration, in hex. It names all of the image: the digests of its layers stand in there. */
  readonly id: string;
  readonly config: ImageConfig;
  /** Lowest first, one for each digest of the configuration. */
  readonly layers: readonly ArchivedFile[];
}

/** Descriptions of images are some kilobytes. */
const mostBytes = 4 * 1024 * 1024;
/** An index may lead to another one for each platform. */
const mostIndexes = 3;

/**
 * Reads what `docker save`, `podman save` and `skopeo copy` write. Nothing of a layer is read.
 *
 * @throws GalleyError `image-unusable`
 */
export async function readImage(archive: string): Promise<ArchivedImage> {
  const files = await listArchive(archive);
  const reader = { archive, files };
  const { config: name, layers: names } = files.has('manifest.json')
    ? await readDockerManifest(reader)
    : await readOciLayout(reader);
  const bytes = await readSmall(reader, name);
  const config = parse(imageConfigSchema, bytes, name);
  checkPlatform(config);
  const layers = names.map((layer, index) => {
    const file = files.get(layer);
    if (file === undefined) throw broken(`Its layer ${index + 1} of ${names.length} is not in the archive`);
    return file;
  });
  if (layers.length !== config.rootfs.diff_ids.length)
    throw broken(`It has ${layers.length} layers and names ${config.rootfs.diff_ids.length}`);
  return { id: sha256(bytes), config, layers };
}

interface Reader {
  readonly archive: string;
  readonly files: ReadonlyMap<string, ArchivedFile>;
}

/** Names of files in the archive. */
interface ImageFiles {
  readonly config: string;
  readonly layers: readonly string[];
}

async function readDockerManifest(reader: Reader): Promise<ImageFiles> {
  const name = 'manifest.json';
  const images = parse(dockerManifestSchema, await readSmall(reader, name), name);
  const [image] = images;
  if (image === undefined || images.length > 1) throw broken(`The archive holds ${images.length} images`);
  return { config: image.Config, layers: image.Layers ?? [] };
}

async function readOciLayout(reader: Reader): Promise<ImageFiles> {
  let name = 'index.json';
  for (let depth = 0; depth < mostIndexes; depth += 1) {
    const { manifests } = parse(ociIndexSchema, await readSmall(reader, name), name);
    const fitting = manifests.filter(({ platform }) => platform === undefined || isOurs(platform));
    const [one] = fitting;
    if (one === undefined || fitting.length > 1)
      throw broken(`The archive holds ${fitting.length} images for linux/${thisArchitecture}`);
    name = blob(one.digest);
    if (/\bindex\b|manifest\.list/.test(one.mediaType ?? '')) continue;
    const manifest = parse(ociManifestSchema, await readSmall(reader, name), name);
    return {
      config: blob(manifest.config.digest),
      layers: manifest.layers.map(({ digest }) => blob(digest)),
    };
  }
  throw broken('Its indexes lead to no image');
}

function isOurs({ os, architecture }: { os: string; architecture: string }): boolean {
  return os === 'linux' && architecture === thisArchitecture;
}

function blob(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

/** A file that is named by its digest must have it. */
async function readSmall({ archive, files }: Reader, name: string): Promise<Buffer> {
  const found = files.get(name);
  if (found === undefined || found.size > mostBytes)
    throw broken(`The archive holds no ${printable(name, 100)} as images have it`);
  const file = await open(archive);
  try {
    const { buffer } = await file.read(Buffer.alloc(found.size), 0, found.size, found.offset);
    const expected = /^blobs\/sha256\/(.+)$/.exec(name)?.[1];
    if (expected !== undefined && sha256(buffer) !== expected) throw broken('A digest in it is wrong');
    return buffer;
  } finally {
    await file.close();
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, bytes: Buffer, name: string): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    throw broken(`Its ${printable(name, 100)} is not as images have it`);
  }
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function broken(why: string): Error {
  return imageError(why, saveAgain);
}
