import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { GitChangeSource } from '../../git/create-git-change-source.ts';
import type { GitOptions } from '../../git/run-git.ts';
import type { Log } from '../../log.ts';
import type { CodeReader, CoveragePorts, CoverageSource, Instrumenter } from '../../review/coverage-ports.ts';
import type { BlobReader } from '../../review/ports.ts';
import { packageFile } from '../cli/package-files.ts';
import type { KeptFiles } from './keep-files.ts';

/** Where hits are looked for, and what they are checked against. */
export interface CoveragePlace {
  /** As given by the user. Empty: where test tools leave reports. */
  readonly reports: readonly string[];
  /** Of the tests at the base; empty: nobody has any. */
  readonly baseReports: readonly string[];
  readonly origin: GitChangeSource;
  readonly blobs: BlobReader;
  readonly kept: KeptFiles;
  /** Larger files have no text. */
  readonly maxFileBytes: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
}

/** Reports on disk, istanbul's instrumenter and the parsers, each loaded by the first file that needs it. */
export function openCoverage(place: CoveragePlace): CoveragePorts {
  return {
    hits: once(() => openHits(place)),
    baseHits: place.baseReports.length === 0 ? undefined : once(() => openBaseHits(place)),
    instrumenter: lazyInstrumenter(),
    code: openCodeReader(place.log),
  };
}

function once(open: () => Promise<CoverageSource>): CoverageSource {
  let opening: Promise<CoverageSource> | undefined;
  return {
    async read(paths, signal) {
      opening ??= open();
      return (await opening).read(paths, signal);
    },
  };
}

async function openHits(place: CoveragePlace): Promise<CoverageSource> {
  const { origin, blobs, kept, reports, maxFileBytes, log } = place;
  const { createCoverageSource } = await import('../../run/coverage-files/create-coverage-source.ts');
  return createCoverageSource({
    root: origin.root,
    files: reports,
    readHead: async (path) => {
      const file = kept.ofHead(path);
      return file && blobs.read(file, 'head', maxFileBytes);
    },
    ...(origin.kind === 'working-tree' && { modifiedAt: (path: string) => writtenAt(origin.root, path) }),
    tree: await listHead(place),
    ...(origin.headCommit !== undefined && { headCommit: origin.headCommit }),
    log,
  });
}

async function openBaseHits({ origin, blobs, kept, baseReports, maxFileBytes, env, log }: CoveragePlace) {
  const { createCoverageSource } = await import('../../run/coverage-files/create-coverage-source.ts');
  return createCoverageSource({
    root: origin.root,
    files: baseReports,
    readHead: async (path) => {
      const file = kept.ofBase(path);
      return file && blobs.read(file, 'base', maxFileBytes);
    },
    tree: await listFiles(await origin.baseTree(), { cwd: origin.root, env }),
    log,
  });
}

/** Files of the head tree; of what is not committed, those that git tracks or would track. */
async function listHead({ origin, env }: CoveragePlace): Promise<readonly string[]> {
  const git = { cwd: origin.root, env };
  if (origin.headCommit !== undefined) return listFiles(origin.headCommit, git);
  const { listCodeFiles } = await import('../../git/list-code-files.ts');
  return listCodeFiles([], git);
}

async function listFiles(tree: string, git: GitOptions): Promise<readonly string[]> {
  const { openTree } = await import('../../git/open-tree.ts');
  const files = await openTree(tree, git);
  await files.close();
  return files.paths;
}

async function writtenAt(root: string, path: string): Promise<number | undefined> {
  try {
    return (await stat(join(root, path))).mtimeMs;
  } catch {
    // Gone meanwhile: then nothing is known about it.
    return undefined;
  }
}

function lazyInstrumenter(): Instrumenter {
  return {
    async instrument(path, text, lines) {
      const { createFileInstrumenter } = await import('../../run/instrument/create-instrumenter.ts');
      return createFileInstrumenter().instrument(path, text, lines);
    },
  };
}

/** Parsers that know of functions and decisions, loaded by the first file. */
export function openCodeReader(log: Log): CodeReader {
  let opening: Promise<CodeReader> | undefined;
  const open = async (): Promise<CodeReader> => {
    const [{ createCodeReader }, { readAhead }] = await Promise.all([
      import('../../syntax/code-facts/create-code-reader.ts'),
      import('../../syntax/code-facts/read-ahead.ts'),
    ]);
    const wasm = packageFile('wasm');
    const setup = { grammarDirectory: wasm, runtimeWasm: join(wasm, 'web-tree-sitter.wasm') };
    const here = createCodeReader({ ...setup, log });
    const entry = packageFile('syntax-worker.js');
    // Code that was not built has none; one core reads no faster with two threads.
    if (!existsSync(entry) || availableParallelism() < 2) return here;
    return readAhead({ entry, setup: { ...setup, reads: 'facts' }, lateMs: 8_000, log, here });
  };
  return {
    expect(texts) {
      if (texts.length === 0) return;
      opening ??= open();
      // Who asks for facts learns of a failure.
      opening.then((reader) => reader.expect?.(texts)).catch(() => {});
    },
    async read(path, text, lines) {
      opening ??= open();
      return (await opening).read(path, text, lines);
    },
    close() {
      opening?.then((reader) => reader.close?.()).catch(() => {});
    },
  };
}
