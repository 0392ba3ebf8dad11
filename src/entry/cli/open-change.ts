import { readFile, stat } from 'node:fs/promises';
import { addAbortSignal } from 'node:stream';
import { GalleyError } from '../../errors.ts';
import { createDiffSource } from '../../git/create-diff-source.ts';
import { createGitBlobReader } from '../../git/create-git-blob-reader.ts';
import { createGitChangeSource } from '../../git/create-git-change-source.ts';
import type { Log } from '../../log.ts';
import type { BlobReader, ChangeSource } from '../../review/ports.ts';
import type { Chosen } from './choose-selection.ts';
import type { Terminal } from './terminal.ts';

/** A Change to be read, with what belongs to it. */
export interface OpenChange {
  readonly source: ChangeSource;
  /** Undefined for a bare diff. */
  readonly blobs: BlobReader | undefined;
  /** Top folder of the repository; undefined for a bare diff. */
  readonly root: string | undefined;
}

/** A diff of more bytes is not something a person wants reviewed. */
const mostDiffBytes = 256 * 1024 * 1024;

export async function openChange(
  chosen: Chosen,
  terminal: Terminal,
  log: Log,
  signal: AbortSignal,
): Promise<OpenChange> {
  const { cwd, env } = terminal;
  if (chosen.from === 'diff') {
    const title = chosen.file === '-' ? 'diff from standard input' : `diff ${chosen.file}`;
    const bytes = chosen.file === '-' ? await readStandardInput(signal) : await readDiffFile(chosen.file);
    return { source: createDiffSource({ bytes, title }), blobs: undefined, root: undefined };
  }
  const { selection, paths } = chosen;
  const onProcess = (args: readonly string[]): void => log.debug('git', { arguments: args.join(' ') });
  const source = await createGitChangeSource({ cwd, env, selection, paths, signal, log, onProcess });
  const head = source.kind === 'working-tree' ? 'working-tree' : 'objects';
  const blobs = createGitBlobReader({ root: source.root, env, head, signal, log, onProcess });
  return { source, blobs, root: source.root };
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
      what: `can't read the diff file ${file}`,
      why: code === 'ENOENT' ? 'There is no such file.' : `The system says ${code}.`,
      todo: 'Check the path behind --diff, or pipe the diff in: git diff | galley review --diff -',
      cause,
    });
  }
}

function tooLarge(name: string): GalleyError {
  return new GalleyError('broken-diff', {
    what: `the diff in ${name} is too large`,
    why: `More than ${mostDiffBytes / 1024 / 1024} MiB.`,
    todo: 'Review it in parts: galley review A...B PATH',
  });
}
