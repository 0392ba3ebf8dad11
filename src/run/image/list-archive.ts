import { open } from 'node:fs/promises';
import { posix } from 'node:path';
import { unpackTar, type TarHeader } from 'modern-tar';
import { imageError, saveAgain } from './image-error.ts';

/** Where a file of an archive stands in it. */
export interface ArchivedFile {
  /** First byte. */
  readonly offset: number;
  readonly size: number;
}

const block = 512;
/** Layers, their descriptions and legacy files: far fewer. */
const mostFiles = 10_000;
const mostMeta = 1024 * 1024;

/**
 * The files of a tar archive by name, read from its headers alone: what is between them may be gigabytes.
 *
 * @throws GalleyError `image-unusable`
 */
export async function listArchive(archive: string): Promise<ReadonlyMap<string, ArchivedFile>> {
  const file = await open(archive);
  try {
    const read = async (offset: number, size: number): Promise<Buffer> =>
      (await file.read(Buffer.alloc(size), 0, size, offset)).buffer;
    const found = new Map<string, ArchivedFile>();
    const links: TarHeader[] = [];
    let before: Buffer[] = [];
    for (let offset = 0; ;) {
      const header = await read(offset, block);
      if (header.every((byte) => byte === 0)) break;
      const isMeta = 'xgLK'.includes(String.fromCharCode(header[156] ?? 0));
      const size = isMeta ? parseInt(header.toString('latin1', 124, 136), 8) : 0;
      if (found.size + before.length > mostFiles || !(size >= 0 && size <= mostMeta)) throw notAnArchive();
      if (isMeta) {
        before.push(await read(offset, block + padded(size)));
        offset += block + padded(size);
        continue;
      }
      const entry = await parse([...before, header]);
      before = [];
      const name = posix.normalize(entry.name);
      if (entry.type === 'file') found.set(name, { offset: offset + block, size: entry.size });
      if (entry.type === 'symlink' || entry.type === 'link') links.push(entry);
      offset += block + padded(entry.size);
    }
    return withLinks(found, links);
  } finally {
    await file.close();
  }
}

/** Layers that are the same were links to one file, as long as Docker wrote a folder for each. */
function withLinks(
  found: Map<string, ArchivedFile>,
  links: readonly TarHeader[],
): ReadonlyMap<string, ArchivedFile> {
  for (const { name, type, linkname = '' } of links) {
    const target = type === 'link' ? linkname : posix.join(posix.dirname(name), linkname);
    const file = found.get(posix.normalize(target));
    if (file !== undefined) found.set(posix.normalize(name), file);
  }
  return found;
}

async function parse(blocks: readonly Buffer[]): Promise<TarHeader> {
  const [entry] = await unpackTar(Buffer.concat(blocks)).catch(() => []);
  // It tells of the numbers of a header that it does not understand by passing over it.
  if (entry === undefined || !(entry.header.size >= 0)) throw notAnArchive();
  return entry.header;
}

function padded(size: number): number {
  return Math.ceil(size / block) * block;
}

function notAnArchive(): Error {
  return imageError('The file is no tar archive, or is compressed as a whole', saveAgain);
}
