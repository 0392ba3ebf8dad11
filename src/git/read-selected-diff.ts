import { GalleyError } from '../errors.ts';
import type { Log } from '../log.ts';
import { diffNewFiles } from './diff-new-files.ts';
import { diffOptions, diffSettings, dropTouched } from './diff-options.ts';
import { disableFilters } from './disable-filters.ts';
import { printable } from './explain-git-failure.ts';
import { emptyTree, type Repository } from './find-repository.ts';
import { findCommit, findMergeBase, parentMissing, resolveCommit } from './resolve-commit.ts';
import { runGit, tryGit, type GitOptions } from './run-git.ts';
import type { Selection } from './selection.ts';

/** A diff as git printed it, and what it compares. */
export interface SelectedDiff {
  /** For people. */
  readonly title: string;
  /** One character a byte. */
  readonly text: string;
  /** What was selected in the end: never `auto`. */
  readonly kind: Exclude<Selection['kind'], 'auto'>;
  /** Commit or tree the change starts from; undefined where HEAD is not asked for (staged). */
  readonly base: string | undefined;
}

export interface Reading {
  readonly repository: Repository;
  readonly git: GitOptions;
  /** As given by the user: relative to the working directory. */
  readonly paths: readonly string[];
  readonly log: Log;
}

export async function diffCommit(ref: string, reading: Reading): Promise<SelectedDiff> {
  const { repository, git, paths } = reading;
  const id = await resolveCommit(ref, repository, git);
  const commit = await readCommit(id, git);
  const parent = commit.parent ?? emptyTree(repository);
  const short = id.slice(0, 7);
  // The commit itself says whether it has a parent; a shallow clone hides that from other commands.
  if (repository.shallow && commit.parent !== undefined && !(await exists(parent, git))) {
    throw parentMissing(short);
  }
  const text = await diff([parent, id], paths, git);
  return { title: `commit ${short} "${commit.subject}"`, text, kind: 'commit', base: parent };
}

export async function diffRange(
  base: string,
  head: string,
  kind: 'base' | 'range',
  reading: Reading,
): Promise<SelectedDiff> {
  const { repository, git, paths } = reading;
  const headFound = resolveCommit(head, repository, git);
  headFound.catch(() => {}); // Thrown below; of two unknown names the first one is told.
  const baseId = await resolveCommit(base, repository, git);
  const headId = await headFound;
  const from = await findMergeBase({ name: base, id: baseId }, { name: head, id: headId }, repository, git);
  const text = await diff([from, headId], paths, git);
  return { title: `${printable(base, 60)}...${printable(head, 60)}`, text, kind, base: from };
}

/** The index against HEAD, or against nothing before the first commit: git decides that itself. */
export async function diffStaged(paths: readonly string[], git: GitOptions): Promise<SelectedDiff> {
  const text = await diff(['--cached'], paths, git);
  return { title: 'staged changes', text, kind: 'staged', base: undefined };
}

/** The working tree against HEAD, and new files. */
export async function diffWorkingTree(reading: Reading): Promise<SelectedDiff> {
  const { repository, git, paths } = reading;
  const list = (what: readonly string[]) =>
    runGit(['ls-files', ...what, '--full-name', '-z', '--', ...paths], git);
  const [filters, head, others, unmerged] = await Promise.all([
    disableFilters(git),
    findCommit('HEAD', git),
    list(['--others', '--exclude-standard']),
    list(['--unmerged']),
  ]);
  if (unmerged.length > 0) throw inConflict(unmerged.toString().replace(/^[^\t]*\t|\0[^]*/g, ''));
  const base = head ?? emptyTree(repository);
  const tracked = dropTouched(await diff([base], paths, git, filters));
  const added = await diffNewFiles(others.toString('latin1').split('\0').filter(Boolean), {
    root: repository.root ?? git.cwd,
    objectFormat: repository.objectFormat,
    log: reading.log,
  });
  return { title: 'working tree', text: tracked + added, kind: 'working-tree', base };
}

async function diff(
  trees: readonly string[],
  paths: readonly string[],
  git: GitOptions,
  settings: readonly string[] = [],
): Promise<string> {
  const args = [...diffSettings, ...settings, 'diff', ...diffOptions, ...trees, '--', ...paths];
  const text = (await runGit(args, git)).toString('latin1');
  // Among staged changes git prints such a line for each path in conflict; no line of a diff starts like it.
  const conflict = /(?:^|\n)\* Unmerged path ([^\n]*)/.exec(text)?.[1];
  if (conflict !== undefined) throw inConflict(Buffer.from(conflict, 'latin1').toString());
  return text;
}

function inConflict(path: string): GalleyError {
  return new GalleyError('git-failed', {
    what: 'There are unresolved merge conflicts',
    why: `First: ${printable(path, 200)}`,
    todo: 'Resolve them and stage the files (git status), or review one commit: galley review --commit HEAD',
  });
}

async function exists(id: string, git: GitOptions): Promise<boolean> {
  return (await tryGit(['cat-file', '-e', id], git)).code === 0;
}

/** First parent and subject, from the commit object itself. */
async function readCommit(
  id: string,
  git: GitOptions,
): Promise<{ readonly parent: string | undefined; readonly subject: string }> {
  const raw = await runGit(['cat-file', 'commit', id], git);
  const split = raw.indexOf('\n\n');
  const header = raw.subarray(0, split).toString('latin1');
  const parent = /^parent ([0-9a-f]{40,64})$/m.exec(header)?.[1];
  const message = raw.subarray(split + 2, split + 10_000);
  const isLatin1 = /^encoding iso-?8859-1$/im.test(header);
  const firstLine =
    message
      .toString(isLatin1 ? 'latin1' : 'utf8')
      .trimStart()
      .split('\n')[0] ?? '';
  return { parent, subject: printable(firstLine, 60) };
}
