import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { GalleyError } from '../../errors.ts';
import { readWorkingFile } from '../read-working-file.ts';
import type { GitOptions } from '../run-git.ts';
import { lastRunName, type LastRun, type RunFile } from './last-run.ts';
import { locateIndex } from './locate-index.ts';
import { gone, prepareFile, putInPlace } from './replace-file.ts';
import { withScratch } from './scratch-folder.ts';
import { takeOutDocs } from './take-out-docs.ts';

export interface UndoneFile {
  readonly path: string;
  /** Symbols whose docs were taken out. */
  readonly removed: readonly string[];
  /** Symbols whose docs were left: changed since, or gone. */
  readonly left: readonly string[];
  /** Why the file was not touched; empty where it could be read and written. */
  readonly reason: string;
}

const schema = z.object({
  version: z.literal(1),
  root: z.string(),
  files: z.array(
    z.object({
      path: z.string(),
      docs: z.array(z.object({ symbol: z.string(), text: z.string(), below: z.string() })),
    }),
  ),
});

const maxBytes = 4 * 1024 * 1024;

/**
 * Takes out of the working tree what the last run put in, where it still stands. What is staged or committed stays: these are
 * the user's to stage. Empty: there was no run, or it is undone already.
 *
 * Throws GalleyError: `not-a-repository`, `git-failed`, `unreadable-file` (the record is damaged), `invalid-usage` (the last run
 * was in another working tree of this repository).
 */
export async function undoLastRun(git: GitOptions): Promise<readonly UndoneFile[]> {
  const { root, gitDir, commonDir } = await locateIndex(git);
  const file = join(commonDir, lastRunName);
  const run = await readLastRun(file);
  if (run === undefined) return [];
  if (run.root !== root) {
    throw new GalleyError('invalid-usage', {
      what: 'The last docs were written in another working tree',
      why: run.root,
      todo: 'Run galley docs --undo there',
    });
  }
  const undone = await withScratch(gitDir, async (scratch) => {
    const files: UndoneFile[] = [];
    for (const [i, one] of run.files.entries()) files.push(await undoFile(one, root, scratch, `copy-${i}`));
    return files;
  });
  await rm(file, { force: true });
  return undone;
}

async function readLastRun(file: string): Promise<LastRun | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new GalleyError('unreadable-file', {
      what: 'What the last run put in is not known any more',
      why: `${file} is damaged`,
      todo: 'Take the docs out with git: git diff, git checkout -p',
      cause,
    });
  }
}

async function undoFile(
  { path, docs }: RunFile,
  root: string,
  scratch: string,
  name: string,
): Promise<UndoneFile> {
  const symbols = docs.map(({ symbol }) => symbol);
  const leave = (reason: string): UndoneFile => ({ path, removed: [], left: symbols, reason });
  const found = await readWorkingFile(root, path, maxBytes);
  if (typeof found === 'string' || found.mode === '120000') return leave(gone);
  const text = found.bytes.toString();
  if (!Buffer.from(text).equals(found.bytes)) return leave('the file is no valid UTF-8');
  const taken = takeOutDocs(text, docs);
  if (taken.removed.length === 0) return leave('');
  const after = Buffer.from(taken.text);
  const reason = await putInPlace(
    await prepareFile({ root, path, before: found.bytes, after }, scratch, name),
  );
  return reason === '' ? { path, removed: taken.removed, left: taken.left, reason } : leave(reason);
}
