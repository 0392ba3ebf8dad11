import { readFile, stat } from 'node:fs/promises';
import { addAbortSignal } from 'node:stream';
import { GalleyError } from '../../errors.ts';
import { createDiffSource } from '../../git/create-diff-source.ts';
import { createGitBlobReader } from '../../git/create-git-blob-reader.ts';
import { createGitChangeSource, type GitChangeSource } from '../../git/create-git-change-source.ts';
import type { Log } from '../../log.ts';
import type { BlobReader, ChangeSource } from '../../review/ports.ts';
import {
  configurationOfBase,
  configurationOfDiff,
  type RepositoryConfiguration,
} from './choose-configuration.ts';
import type { Chosen } from './choose-selection.ts';
import { rootHere } from './command-settings.ts';
import type { Terminal } from './terminal.ts';

/** A Change to be read, with what belongs to it. */
export interface OpenChange {
  readonly source: ChangeSource;
  /** The same as git knows it; undefined for a bare diff. */
  readonly origin: GitChangeSource | undefined;
  /** Undefined for a bare diff. */
  readonly blobs: BlobReader | undefined;
  /** Top folder of the repository; undefined for a bare diff. */
  readonly root: string | undefined;
  readonly configuration: RepositoryConfiguration;
}

/** A diff of more bytes is not something a person wants reviewed. */
const mostDiffBytes = 256 * 1024 * 1024;

/** In CI attributes and configuration are those of the tree that the change starts from. */
export async function openChange(
  chosen: Chosen,
  terminal: Terminal,
  log: Log,
  signal: AbortSignal,
): Promise<OpenChange> {
  const { cwd, env, isCi } = terminal;
  if (chosen.from === 'diff') {
    const title = chosen.file === '-' ? 'diff from standard input' : `diff ${chosen.file}`;
    const bytes = chosen.file === '-' ? await readStandardInput(signal) : await readDiffFile(chosen.file);
    const configuration = isCi ? configurationOfDiff : { from: 'folder' as const, root: await rootHere() };
    const source = createDiffSource({ bytes, title });
    return { source, origin: undefined, blobs: undefined, root: undefined, configuration };
  }
  const { selection, paths } = chosen;
  const onProcess = (args: readonly string[]): void => log.debug('git', { arguments: args.join(' ') });
  const source = await createGitChangeSource({ cwd, env, selection, paths, signal, log, onProcess });
  const head = source.kind === 'working-tree' ? 'working-tree' : 'objects';
  const { root } = source;
  const attributeSource = isCi ? await source.baseTree() : undefined;
  const blobs = createGitBlobReader({ root, env, head, attributeSource, signal, onProcess });
  const configuration = isCi
    ? await configurationOfBase(source, { cwd: root, env, signal, onProcess })
    : { from: 'folder' as const, root };
  return { source, origin: source, blobs, root, configuration };
}

async function readStandardInput(signal: AbortSignal): Promise<Buffer> {
  // Only the end of the stream ends the loop below: whoever stops must end the stream.
  addAbortSignal(signal, process.stdin);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size > mostDiffBytes) throw tooLarge('standard input');
  }
  return Buffer.concat(parts);
}

async function readDiffFile(file: string): Promise<Buffer> {
  try {
    if ((await stat(file)).size > mostDiffBytes) throw tooLarge(file);
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof GalleyError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? 'error';
    throw new GalleyError('unreadable-file', {
      what: `Can't read the diff file ${file}`,
      why: code === 'ENOENT' ? 'There is no such file.' : `The system says ${code}.`,
      todo: 'Check the path behind --diff, or pipe the diff in: git diff | galley review --diff -',
      cause,
    });
  }
}

function tooLarge(name: string): GalleyError {
  return new GalleyError('broken-diff', {
    what: `The diff in ${name} is too large`,
    why: `More than ${mostDiffBytes / 1024 / 1024} MiB.`,
    todo: 'Review it in parts: galley review A...B PATH',
  });
}
