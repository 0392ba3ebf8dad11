import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Change, FileChange } from '../change/change.ts';
import { parseDiff } from '../change/parse-diff.ts';
import { GalleyError } from '../errors.ts';
import { silentLog, type Log } from '../log.ts';
import type { ChangeSource } from '../review/ports.ts';
import { diffNewFiles } from './diff-new-files.ts';
import { printable } from '../safety/printable.ts';
import { emptyTree, findRepository, type Repository } from './find-repository.ts';
import type { Environment } from './git-environment.ts';
import { openObjectStream } from './open-object-stream.ts';
import {
  diffCommit,
  diffRange,
  diffStaged,
  diffTrees,
  diffWorkingTree,
  type Reading,
  type SelectedDiff,
} from './read-selected-diff.ts';
import { findCommit } from './resolve-commit.ts';
import { readByName } from './read-working-file.ts';
import { tryGit, type GitOptions } from './run-git.ts';
import { showHiddenText, type FileStart } from './show-hidden-text.ts';
import type { Selection } from './selection.ts';

export interface GitSourceOptions {
  readonly cwd: string;
  readonly env: Environment;
  readonly selection: Selection;
  /** Files and folders to limit the review to, relative to `cwd`; names, not patterns. Empty: everything. */
  readonly paths?: readonly string[];
  readonly signal?: AbortSignal;
  readonly log?: Log;
  readonly onProcess?: (args: readonly string[]) => void;
}

export interface GitChangeSource extends ChangeSource {
  /** Top folder that the Change's paths are relative to; of a bare repository `cwd`. */
  readonly root: string;
  /** What was selected; `auto` has been decided. */
  readonly kind: SelectedDiff['kind'];
  /** Id of the commit that the change leads to; undefined where it leads to what is not committed. */
  readonly headCommit: string | undefined;
  /** Id of the commit or tree that the change starts from: of staged changes HEAD, before the first commit no files. */
  baseTree(): Promise<string>;
}

/**
 * Runs git for the selection and keeps what it printed; `read` parses it. The repository is only read: not even the
 * index is refreshed.
 *
 * Throws GalleyError: `not-a-repository`, `unknown-ref`, `git-missing`, `git-failed`, `unsafe-path` (a path outside
 * the repository), `unreadable-file` (a path that is neither there nor in the change), `interrupted`; `read` what
 * `parseDiff` throws.
 */
export async function createGitChangeSource(options: GitSourceOptions): Promise<GitChangeSource> {
  const { cwd, env, signal, onProcess, paths = [], log = silentLog } = options;
  const git: GitOptions = { cwd, env, signal, onProcess };
  // Started side by side: nearly every review begins with what is staged.
  const wantsStaged = options.selection.kind === 'staged' || options.selection.kind === 'auto';
  const early = wantsStaged ? diffStaged(paths, git) : undefined;
  early?.catch(() => {}); // Reported below, when the repository is known to be fine.
  const repository = await findRepository(git);
  const rootPaths = await resolvePaths(paths, repository, cwd);
  const found = await select(options.selection, early, { repository, git, paths });
  log.debug('read change from git', { kind: found.kind, bytes: found.text.length });
  const root = repository.root ?? cwd;
  let files: readonly FileChange[] | undefined;
  return {
    title: found.title,
    root,
    kind: found.kind,
    headCommit: found.head,
    baseTree: async () => found.base ?? (await findCommit('HEAD', git)) ?? emptyTree(repository),
    async read(_, maxFileBytes): Promise<Change> {
      const { objectFormat } = repository;
      const added = await diffNewFiles(found.newFiles, { root, objectFormat, log, maxFileBytes });
      files ??= await showHidden(parseDiff(found.text + added.diff), found, { ...git, cwd: root });
      const all = [...files, ...added.unread];
      await refuseUnknownPaths(rootPaths, all, repository, git);
      return { files: all, context: 'blobs' };
    },
  };
}

/** Starts no process unless something is binary. */
async function showHidden(
  files: readonly FileChange[],
  found: SelectedDiff,
  git: GitOptions,
): Promise<readonly FileChange[]> {
  const objects = openObjectStream(git);
  try {
    return await showHiddenText(files, {
      async readStart(file, side, bytes) {
        const id = side === 'head' ? file.headBlob : file.baseBlob;
        const read = (): Promise<FileStart | undefined> =>
          id === undefined ? Promise.resolve(undefined) : objects.readStart(id, bytes);
        if (found.kind !== 'working-tree' || side === 'base') return read();
        const start = await readByName(git.cwd, file.path, bytes, 'start');
        return start ?? read();
      },
      diffAsText: async (paths) => parseDiff(await found.asText(paths, git.cwd)),
    });
  } finally {
    await objects.close();
  }
}

async function select(
  selection: Selection,
  early: Promise<SelectedDiff> | undefined,
  reading: Reading,
): Promise<SelectedDiff> {
  switch (selection.kind) {
    case 'commit':
      return diffCommit(selection.ref, reading);
    case 'base':
      return diffRange(selection.ref, 'HEAD', 'base', reading);
    case 'range':
      return diffRange(selection.base, selection.head, 'range', reading);
    case 'trees':
      return diffTrees(selection, reading);
    case 'working-tree':
      refuseBare(reading.repository);
      return diffWorkingTree(reading);
    case 'staged':
      refuseBare(reading.repository);
      return (await early) ?? diffStaged(reading.paths, reading.git);
    case 'auto':
      return selectWhatDiffers(early, reading);
  }
}

async function selectWhatDiffers(
  early: Promise<SelectedDiff> | undefined,
  reading: Reading,
): Promise<SelectedDiff> {
  if (reading.repository.root === undefined) return diffCommit('HEAD', reading);
  const staged = await early;
  if (staged && staged.text.length > 0) return staged;
  const tree = await diffWorkingTree(reading);
  if (tree.text.length + tree.newFiles.length > 0 || (await findCommit('HEAD', reading.git)) === undefined)
    return tree;
  return diffCommit('HEAD', reading);
}

function refuseBare(repository: Repository): void {
  if (repository.root !== undefined) return;
  throw new GalleyError('git-failed', {
    what: 'A bare repository has no working tree and nothing staged',
    todo: 'galley review --commit HEAD',
  });
}

/** Root-relative, slash-separated; empty string for the root itself. Throws `unsafe-path` for one outside. */
async function resolvePaths(
  paths: readonly string[],
  repository: Repository,
  cwd: string,
): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const root = await realpath(repository.root ?? cwd);
  const start = repository.root === undefined ? root : await realpath(cwd);
  const find = async (path: string): Promise<string> => {
    const named = resolve(start, path);
    // A link inside the repository is a name of its own; one on the way to it may be followed.
    const inside = relative(root, isBelow(root, named) ? named : await followLinks(named));
    if (!isBelow(root, resolve(root, inside))) {
      throw new GalleyError('unsafe-path', {
        what: `${printable(path, 200)} is outside the repository`,
        why: `The repository is ${printable(root, 300)}`,
      });
    }
    return inside.split(sep).join('/');
  };
  return Promise.all(paths.map(find));
}

function isBelow(root: string, path: string): boolean {
  const inside = relative(root, path);
  return inside !== '..' && !inside.startsWith(`..${sep}`) && resolve(root, inside) === join(root, inside);
}

/** With the links of the nearest existing folder followed: the rest of the path may be gone, or be a link itself. */
async function followLinks(path: string): Promise<string> {
  const folder = dirname(path);
  if (folder === path) return path;
  const real = await realpath(folder).catch(() => followLinks(folder));
  return join(real, basename(path));
}

/** A path without changes is fine, a mistyped one is not: "nothing to review" would hide it. */
async function refuseUnknownPaths(
  paths: readonly string[],
  files: readonly FileChange[],
  repository: Repository,
  git: GitOptions,
): Promise<void> {
  for (const path of paths) {
    if (path === '' || files.some((file) => lies(file.path, path) || lies(file.basePath ?? '', path)))
      continue;
    const root = repository.root ?? git.cwd;
    const onDisk = repository.root !== undefined && (await lstat(join(root, path)).catch(() => undefined));
    if (onDisk) continue;
    const inHead = await tryGit(['cat-file', '-e', `HEAD:${path}`], { ...git, cwd: root });
    if (inHead.code === 0) continue;
    throw new GalleyError('unreadable-file', {
      what: `There is no ${printable(path, 200)} in this repository`,
      why: 'It is neither a file or folder here nor part of the change; paths are names, not patterns',
      todo: await listCommand(root, path),
    });
  }
}

/** Lists the tracked files of the nearest folder that is there. */
async function listCommand(root: string, path: string): Promise<string> {
  const folder = dirname(path);
  // Only a name that every shell takes as it is goes into a command to paste.
  if (folder === '.' || !/^[A-Za-z0-9_][A-Za-z0-9_./-]*$/.test(folder)) return 'git ls-files';
  const isThere = await lstat(join(root, folder)).catch(() => undefined);
  return isThere?.isDirectory() ? `git ls-files :/${folder}` : listCommand(root, folder);
}

function lies(file: string, path: string): boolean {
  return file === path || file.startsWith(`${path}/`);
}
