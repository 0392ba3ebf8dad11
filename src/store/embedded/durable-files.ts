import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeFS } from '@electric-sql/pglite/nodefs';

/** What happens at the disk, for tests: they copy files between two writes, or let a write fail as a disk does. */
export interface DiskEvents {
  /** Before bytes are written. An error with a `code` as of node:fs becomes what PostgreSQL sees. */
  readonly beforeWrite?: (path: string) => void;
  /** After a file or folder has reached the disk. */
  readonly afterSync?: (path: string) => void;
}

/** As a file of the embedded database's own file system. */
interface Stream {
  readonly node: unknown;
  readonly nfd?: number;
}

type StreamOps = Record<string, (stream: Stream, ...rest: unknown[]) => unknown> & {
  fsync?: (stream: Stream) => void;
};

interface NodeFiles {
  readonly stream_ops: StreamOps;
  realPath(node: unknown): string;
  tryFSOperation<T>(work: () => T): T;
}

export interface DurableFiles {
  readonly files: NodeFS;
  /** Closes what a database that broke has left open. */
  readonly abandon: () => void;
}

/**
 * The embedded database's files in a folder, where a sync reaches the disk. By itself PGlite's file system knows no
 * `fsync`: what it has committed would be lost with the power.
 */
export async function durableFiles(folder: string, events: DiskEvents = {}): Promise<DurableFiles> {
  const { NodeFS: Files } = await import('@electric-sql/pglite/nodefs');
  const files = new Files(folder);
  const open = new Set<number>();
  const init = files.init.bind(files);
  files.init = async (...args) => {
    const made = await init(...args);
    const mend = (module: unknown): void => mendFiles((module as { NODEFS: NodeFiles }).NODEFS, open, events);
    const preRun = (made.emscriptenOpts.preRun ?? []) as ((module: unknown) => void)[];
    return { emscriptenOpts: { ...made.emscriptenOpts, preRun: [mend, ...preRun] } };
  };
  const abandon = (): void => {
    for (const descriptor of open) closeQuietly(descriptor);
    open.clear();
  };
  return { files, abandon };
}

function mendFiles(nodeFiles: NodeFiles, open: Set<number>, events: DiskEvents): void {
  const ops = nodeFiles.stream_ops;
  const { open: openStream, close: closeStream, write } = ops;
  if (!openStream || !closeStream || !write)
    throw new TypeError('PGlite has another file system than expected');
  ops['open'] = (stream) => {
    openStream(stream);
    if (stream.nfd !== undefined) open.add(stream.nfd);
  };
  ops['close'] = (stream) => {
    closeStream(stream);
    if (stream.nfd !== undefined) open.delete(stream.nfd);
  };
  ops['write'] = (stream, ...rest) => {
    nodeFiles.tryFSOperation(() => events.beforeWrite?.(nodeFiles.realPath(stream.node)));
    return write(stream, ...rest);
  };
  ops.fsync = (stream) => {
    const { nfd } = stream;
    if (nfd !== undefined) nodeFiles.tryFSOperation(() => fsyncSync(nfd));
    events.afterSync?.(nodeFiles.realPath(stream.node));
  };
}

/** Everything below a folder, and the folder itself, reaches the disk. */
export function syncFolder(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) syncFolder(path);
    else if (entry.isFile()) syncPath(path);
  }
  syncPath(folder);
}

export function syncPath(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function closeQuietly(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // Closed by the database after all.
  }
}
