import type { FileChange, Side } from '../change/change.ts';
import type { BlobReader } from '../review/ports.ts';
import type { Environment } from './git-environment.ts';
import { hashBlob } from './hash-blob.ts';
import { openObjectStream } from './open-object-stream.ts';
import { readAttributes } from './read-attributes.ts';
import { readByName } from './read-working-file.ts';
import type { GitOptions } from './run-git.ts';

export interface BlobReaderOptions {
  /** Top folder of the repository. */
  readonly root: string;
  readonly env: Environment;
  /** Where the head side is: among git's objects, or in files not yet known to git. */
  readonly head: 'objects' | 'working-tree';
  /** The tree whose `.gitattributes` count; undefined: those of the working tree. */
  readonly attributeSource?: string | undefined;
  readonly signal?: AbortSignal;
  readonly onProcess?: (args: readonly string[]) => void;
}

/**
 * Reads both sides of a Change by the blob ids of its diff, so that neither names nor links nor later edits matter.
 * A head file of the working tree is read from disk and believed only while its hash is the one in the diff.
 */
export function createGitBlobReader(options: BlobReaderOptions): BlobReader {
  const { root, env, signal, onProcess } = options;
  const git: GitOptions = { cwd: root, env, signal, onProcess };
  const objects = openObjectStream(git);
  return {
    async read(file, side, maxBytes) {
      if (file.submodule) return undefined;
      const id = side === 'head' ? file.headBlob : file.baseBlob;
      if (!hasSide(file, side) || id === undefined) return undefined;
      const bytes =
        side === 'head' && options.head === 'working-tree'
          ? ((await readHeadFile(root, file, id, maxBytes)) ?? (await objects.read(id, maxBytes)))
          : await objects.read(id, maxBytes);
      return bytes?.toString(file.encoding);
    },
    attributes: (paths) => readAttributes(paths, options.attributeSource, git),
    close: () => objects.close(),
  };
}

function hasSide(file: FileChange, side: Side): boolean {
  return file.status !== (side === 'head' ? 'deleted' : 'added');
}

/** Undefined unless the file on disk still is what the diff shows: its line numbers would be wrong. */
async function readHeadFile(
  root: string,
  file: FileChange,
  id: string,
  maxBytes: number,
): Promise<Buffer | undefined> {
  const found = await readByName(root, file.path, maxBytes);
  if (found === undefined) return undefined;
  const format = id.length === 64 ? 'sha256' : 'sha1';
  if (hashBlob(found.bytes, format) === id) return found.bytes;
  // With `core.autocrlf` or `eol=crlf` git compares, and shows, the file with line feeds only.
  const unix = Buffer.from(found.bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
  return hashBlob(unix, format) === id ? unix : undefined;
}
