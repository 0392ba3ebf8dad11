import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { createTarDecoder, type ParsedTarEntry } from 'modern-tar';
import { imageError, saveAgain } from './image-error.ts';
import type { ArchivedFile } from './list-archive.ts';

export interface LayerPlace {
  readonly archive: string;
  readonly file: ArchivedFile;
  /** `sha256:…` of the plain tar. */
  readonly digest: string;
  /** Is told of every byte of the plain tar, and may throw. */
  readonly spend: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/**
 * The entries of a layer, which must be read or cancelled one after the other.
 *
 * What comes out of it is proved only when it has ended: a wrong digest is thrown at the end.
 *
 * @throws GalleyError `image-unusable`
 */
export async function* openLayer(place: LayerPlace): AsyncGenerator<ParsedTarEntry> {
  const hash = createHash('sha256');
  const plain = await openPlain(place);
  const source = async function* (): AsyncGenerator<Uint8Array> {
    for await (const bytes of plain as AsyncIterable<Buffer>) {
      place.signal.throwIfAborted();
      place.spend(bytes.length);
      hash.update(bytes);
      // The decoder keeps pieces of what it is given.
      yield new Uint8Array(bytes);
    }
  };
  // Not strict: some tools leave out the end mark, and the digest tells whether all is there.
  const { readable, writable } = createTarDecoder();
  const stop = new AbortController();
  const piping = Readable.toWeb(Readable.from(source())).pipeTo(writable, { signal: stop.signal });
  // It is awaited below, where it has an end; the reader throws the same.
  piping.catch(() => {});
  try {
    yield* readable;
    await piping;
    if (`sha256:${hash.digest('hex')}` !== place.digest)
      throw imageError('The digest of a layer is wrong', saveAgain);
  } catch (error) {
    throw error instanceof TypeError || isDataError(error) ? unreadable(error) : error;
  } finally {
    stop.abort();
    plain.destroy();
  }
}

async function openPlain({ archive, file: { offset, size } }: LayerPlace): Promise<Readable> {
  const packed = createReadStream(archive, {
    start: offset,
    end: Math.max(offset, offset + size - 1),
    highWaterMark: 256 * 1024,
  });
  const unpack = decompressor(await firstBytes(archive, offset));
  if (unpack === undefined) return packed;
  packed.on('error', (error) => unpack.destroy(error));
  unpack.on('close', () => packed.destroy());
  return packed.pipe(unpack);
}

async function firstBytes(archive: string, offset: number): Promise<string> {
  const file = await open(archive);
  try {
    return (await file.read(Buffer.alloc(6), 0, 6, offset)).buffer.toString('hex');
  } finally {
    await file.close();
  }
}

/** By what it begins with. Undefined: it is a plain tar. */
function decompressor(start: string): Transform | undefined {
  if (start.startsWith('1f8b')) return zlib.createGunzip({ chunkSize: 65_536 });
  if (start.startsWith('28b52ffd')) return createUnzstd();
  if (start.startsWith('425a68') || start === 'fd377a585a00')
    throw imageError('A layer is compressed in a way other than gzip and zstd', saveAgain);
  return undefined;
}

/** Node has it from 22.15 and 23.8 on. */
function createUnzstd(): Transform {
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Transform };
  if (createZstdDecompress !== undefined) return createZstdDecompress();
  throw imageError(
    `Its layers are compressed with zstd, which the Node of this server (${process.versions.node}) cannot read`,
    'Run Galley on Node 22.15 or newer; or skopeo copy oci-archive:OLD.tar docker-archive:NAME.tar, which leaves layers plain.',
  );
}

/** Of zlib, or of the decoder. */
function isDataError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    ('code' in error && /^(?:Z_|ERR_ZSTD|ZSTD_)/.test(String(error.code))) || /\btar\b/i.test(error.message)
  );
}

function unreadable(error: unknown): Error {
  return imageError(
    `A layer cannot be read (${error instanceof Error ? error.message.slice(0, 100) : 'error'})`,
    saveAgain,
  );
}
