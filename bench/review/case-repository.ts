import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGitBlobReader } from '../../src/git/create-git-blob-reader.ts';
import { createGitChangeSource } from '../../src/git/create-git-change-source.ts';
import type { BlobReader, ChangeSource } from '../../src/review/ports.ts';
import type { ReviewCase } from './case.ts';

/** A case as the command would read it. */
export interface OpenCase {
  readonly source: ChangeSource;
  readonly blobs: BlobReader;
}

/** A bare repository with one commit a case: the diffs are those that a real review gets. */
export interface CaseRepository {
  open(id: string): Promise<OpenCase>;
  /** Deletes the repository. */
  remove(): void;
}

/** Writes all cases with one run of git. */
export function createCaseRepository(cases: readonly ReviewCase[]): CaseRepository {
  const directory = mkdtempSync(join(tmpdir(), 'review-bench-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  try {
    runGit(directory, ['init', '--quiet', '--bare', '-b', 'main', '.']);
    runGit(
      directory,
      ['fast-import', '--quiet'],
      Buffer.concat(cases.flatMap((found) => [...commitOf(found, 'before'), ...commitOf(found, 'after')])),
    );
  } catch (error) {
    remove();
    throw error;
  }
  const { env } = process;
  return {
    open: async (id) => ({
      source: await createGitChangeSource({
        cwd: directory,
        env,
        selection: { kind: 'commit', ref: `after/${id}` },
      }),
      blobs: createGitBlobReader({ root: directory, env, head: 'objects' }),
    }),
    remove,
  };
}

type Side = 'before' | 'after';

/** The commit of one side, in the words of git-fast-import(1). An empty text is a file that does not exist. */
function commitOf({ id, title, files }: ReviewCase, side: Side): Buffer[] {
  return [
    Buffer.from(
      `commit refs/heads/${side}/${id}\ncommitter Bench <bench@example.invalid> 1700000000 +0000\n`,
    ),
    dataOf(side === 'before' ? 'base' : title),
    Buffer.from(side === 'before' ? '' : `from refs/heads/before/${id}\n`),
    Buffer.from('deleteall\n'),
    ...files.flatMap((file) =>
      file[side] === '' ? [] : [Buffer.from(`M 100644 inline ${file.path}\n`), dataOf(file[side])],
    ),
    Buffer.from('\n'),
  ];
}

function dataOf(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
}

function runGit(cwd: string, args: readonly string[], input = Buffer.alloc(0)): void {
  const git = spawnSync('git', args, { cwd, input, encoding: 'utf8' });
  if (git.status !== 0) throw new Error(`git ${args[0] ?? ''} failed: ${git.stderr}`);
}
