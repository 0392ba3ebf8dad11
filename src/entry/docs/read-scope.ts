import type { LineRange } from '../../change/outline-lines.ts';
import { docTableOf } from '../../docstring/languages/table-of.ts';
import { whySkipFile } from '../../docstring/skip-file.ts';
import { GalleyError } from '../../errors.ts';
import { listChangedLines, findBranchPoint } from '../../git/list-changed-lines.ts';
import { listCodeFiles } from '../../git/list-code-files.ts';
import { readWorkingFile } from '../../git/read-working-file.ts';
import { createStagedWriter } from '../../git/staged/create-staged-writer.ts';
import type { DocsScope } from './choose-scope.ts';

/** Larger files are nothing a person documents. */
const mostBytes = 512 * 1024;

/** A file whose text is valid UTF-8 and encodes to the very same bytes. */
export interface CodeFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  /** 1-based lines that are meant, ascending; undefined: all of them. */
  readonly added: readonly LineRange[] | undefined;
}

export interface CodeFiles {
  readonly files: readonly CodeFile[];
  /** Files that should be looked at and could not be read. */
  readonly unread: readonly UnreadFile[];
}

export interface UnreadFile {
  readonly path: string;
  readonly reason: string;
}

export interface ScopeGit {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly root: string;
  readonly signal?: AbortSignal;
}

/**
 * The files of known languages in a scope, from the working tree, or from the index for what is staged.
 *
 * @throws GalleyError `invalid-usage` when a path that was named holds none; `unknown-ref`, `git-failed`
 */
export async function readScope(scope: DocsScope, git: ScopeGit): Promise<CodeFiles> {
  switch (scope.kind) {
    case 'paths':
      return readAll(await namedFiles(scope.paths, git), git.root);
    case 'base': {
      const here = { ...git, cwd: git.root };
      return readAll(await listChangedLines(await findBranchPoint(scope.ref, here), here), git.root);
    }
    case 'staged':
      return readStagedFiles(git);
  }
}

type NamedFile = Omit<CodeFile, 'text'>;

async function namedFiles(paths: readonly string[], git: ScopeGit): Promise<readonly NamedFile[]> {
  const names = (await listCodeFiles(paths, git)).filter((path) => docTableOf(path) !== undefined);
  if (names.length === 0 && paths.length > 0)
    throw new GalleyError('invalid-usage', {
      what: `there is no file whose docs Galley knows in ${paths.join(' ')}`,
      why: 'It knows those of TypeScript, JavaScript, Python, Go, Java, Rust and C#.',
      todo: 'galley docs src',
    });
  return names.map((path) => ({ path, added: undefined }));
}

async function readStagedFiles({ cwd, env, signal }: ScopeGit): Promise<CodeFiles> {
  const writer = createStagedWriter({ cwd, env, ...(signal && { signal }) });
  const { files, skipped, stop } = await writer.read(signal ?? new AbortController().signal);
  if (stop !== '') return { files: [], unread: [{ path: 'staged changes', reason: stop }] };
  return { files, unread: skipped.filter(({ isUnread }) => isUnread) };
}

/** What policy leaves alone by its name is not even read. */
export async function readAll(named: readonly NamedFile[], root: string): Promise<CodeFiles> {
  const files: CodeFile[] = [];
  const unread: UnreadFile[] = [];
  for (const { path, added } of named) {
    if (whySkipFile(path, '') !== undefined) continue;
    const text = await readText(path, root);
    if (typeof text === 'object') unread.push({ path, ...text });
    else if (text !== undefined) files.push({ path, text, added });
  }
  return { files, unread };
}

/** Undefined for what is no file of its own, or gone. */
export async function readText(
  path: string,
  root: string,
): Promise<string | { readonly reason: string } | undefined> {
  const file = await readWorkingFile(root, path, mostBytes);
  if (file === 'too-large') return { reason: `larger than ${mostBytes / 1024} KiB` };
  if (file === 'unsafe' || file.mode === '120000') return undefined;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes);
  return Buffer.from(text).equals(file.bytes) ? text : { reason: 'no valid UTF-8' };
}
