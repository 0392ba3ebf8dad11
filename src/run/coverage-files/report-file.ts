import { constants } from 'node:fs';
import { open, readdir, realpath, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { reportLimits } from '../../coverage/formats/report-input.ts';
import { GalleyError } from '../../errors.ts';

/** A report on disk. */
export interface ReportFile {
  /** Absolute, without links. */
  readonly path: string;
  /** For people: from the root, else absolute. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** What a user named: one report, or a folder of them. */
export interface ReportSource {
  /** For people: from the root, else absolute. */
  readonly name: string;
  /** Where it lies, absolute: paths in it may start from there. */
  readonly folder: string;
  readonly files: readonly ReportFile[];
}

/** Files of one folder that are taken for reports at most: nyc writes one for each process. */
const mostFiles = 5000;

/** Reports of one run in one folder say the same: the one that says most comes first. */
const reportNames = [
  'coverage-final.json',
  'lcov.info',
  'cobertura-coverage.xml',
  'coverage.xml',
  'jacoco.xml',
];

/**
 * The reports that a user named: files, or folders of them such as `.nyc_output`. They may lie anywhere.
 *
 * @param root without links
 * @throws GalleyError `unreadable-report` for what is gone, no regular file, too large, or a folder without reports
 */
export async function listReportSources(root: string, names: readonly string[]): Promise<ReportSource[]> {
  const sources: ReportSource[] = [];
  for (const name of names) {
    const path = await realpath(name).catch((cause: unknown) => unreadable(name, reasonOf(cause), cause));
    const isFolder = (await stat(path)).isDirectory();
    sources.push({
      name: nameOf(root, path),
      folder: isFolder ? path : dirname(path),
      files: isFolder ? await listFolder(root, path) : [await reportFile(root, path)],
    });
  }
  return sources;
}

async function listFolder(root: string, folder: string): Promise<ReportFile[]> {
  const entries = await readdir(folder);
  const report = reportNames.find((name) => entries.includes(name));
  const names = report === undefined ? entries.filter((name) => name.endsWith('.json')).sort() : [report];
  if (names.length === 0) unreadable(nameOf(root, folder), 'the folder holds no coverage report');
  if (names.length > mostFiles) {
    unreadable(nameOf(root, folder), `the folder holds more than ${mostFiles} reports`);
  }
  const files: ReportFile[] = [];
  for (const name of names) {
    const path = await realpath(join(folder, name)).catch((cause: unknown) =>
      unreadable(join(folder, name), reasonOf(cause), cause),
    );
    if ((await stat(path)).isFile()) files.push(await reportFile(root, path));
  }
  return files;
}

function nameOf(root: string, path: string): string {
  const isInside = path.startsWith(root.endsWith(sep) ? root : root + sep);
  return isInside ? relative(root, path).split(sep).join('/') : path;
}

async function reportFile(root: string, path: string): Promise<ReportFile> {
  const name = nameOf(root, path);
  const found = await stat(path);
  if (!found.isFile()) unreadable(name, 'it is no regular file');
  if (found.size > reportLimits.bytes) unreadable(name, `it is larger than ${reportLimits.bytes} bytes`);
  return { path, name, modifiedAt: found.mtimeMs };
}

/** Bytes of one piece. Large enough that a report costs few reads, small beside everything else. */
const pieceBytes = 1024 ** 2;

/**
 * The bytes of a report, each piece good until the next one is asked for: while one is looked at, the next is read.
 *
 * @throws GalleyError `unreadable-report`, `interrupted`
 */
export async function* readBytes(file: ReportFile, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  // It may have become a pipe meanwhile: never wait for one. Windows has no such flag.
  const handle = await open(file.path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(
    (cause: unknown) => unreadable(file.name, reasonOf(cause), cause),
  );
  let reading: Promise<Uint8Array> | undefined;
  try {
    if (!(await handle.stat()).isFile()) unreadable(file.name, 'it is no regular file');
    let [free, next] = [new Uint8Array(pieceBytes), new Uint8Array(pieceBytes)];
    reading = readPiece(handle, next);
    for (;;) {
      if (signal.aborted)
        throw new GalleyError('interrupted', { what: 'Interrupted while reading coverage' });
      const piece = await reading;
      if (piece.length === 0) return;
      [free, next] = [next, free];
      reading = readPiece(handle, next);
      yield piece;
    }
  } finally {
    // Its memory is in use until it ends, and so is the file.
    await reading?.catch(() => {});
    await handle.close();
  }
}

function readPiece(handle: FileHandle, memory: Uint8Array): Promise<Uint8Array> {
  const reading = handle.read(memory).then(({ bytesRead }) => memory.subarray(0, bytesRead));
  // It may fail before anybody waits for it; whoever does is told then.
  reading.catch(() => {});
  return reading;
}

function unreadable(name: string, why: string, cause?: unknown): never {
  throw new GalleyError('unreadable-report', {
    what: `The coverage report ${name} cannot be read`,
    why,
    todo: 'galley coverage run -- <your test command>',
    ...(cause === undefined ? {} : { cause }),
  });
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file',
    ELOOP: 'its links lead in a circle',
    EACCES: 'it may not be read',
    EPERM: 'it may not be read',
  };
  return reasons[code] ?? (cause instanceof Error ? cause.message : String(cause));
}
