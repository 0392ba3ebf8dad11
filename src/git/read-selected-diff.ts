import { GalleyError } from '../errors.ts';
import { diffOptions, diffSettings, dropTouched } from './diff-options.ts';
import { disableFilters } from './disable-filters.ts';
import { printable } from '../safety/printable.ts';
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
  /** Paths of files that git does not track yet, and that belong to the change; one character a byte. */
  readonly newFiles: readonly string[];
  /** The same diff of these paths alone, relative to that root, with every file taken for text. */
  readonly asText: (paths: readonly string[], root: string) => Promise<string>;
  /** What was selected in the end: never `auto`. */
  readonly kind: Exclude<Selection['kind'], 'auto'>;
  /** Commit or tree the change starts from; undefined where HEAD is not asked for (staged). */
  readonly base: string | undefined;
  /** Id of the commit that the change leads to; undefined where it is none. */
  readonly head: string | undefined;
}

export interface Reading {
  readonly repository: Repository;
  readonly git: GitOptions;
  /** As given by the user: relative to the working directory. */
  readonly paths: readonly string[];
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
  const found = await diff([parent, id], paths, git);
  return { ...found, title: `commit ${short} "${commit.subject}"`, kind: 'commit', base: parent, head: id };
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
  const found = await diff([from, headId], paths, git);
  return {
    ...found,
    title: `${printable(base, 60)}...${printable(head, 60)}`,
    kind,
    base: from,
    head: headId,
  };
}

/** Without a look at their history, which a mirror of single commits does not have. */
export async function diffTrees(
  { base, head, title }: Extract<Selection, { kind: 'trees' }>,
  { repository, git, paths }: Reading,
): Promise<SelectedDiff> {
  const from = await resolveCommit(base, repository, git);
  const to = await resolveCommit(head, repository, git);
  return { ...(await diff([from, to], paths, git)), title, kind: 'trees', base: from, head: to };
}

/** The index against HEAD, or against nothing before the first commit: git decides that itself. */
export async function diffStaged(paths: readonly string[], git: GitOptions): Promise<SelectedDiff> {
  const found = await diff(['--cached'], paths, git);
  return { ...found, title: 'staged changes', kind: 'staged', base: undefined, head: undefined };
}

/** The working tree against HEAD, and new files. */
export async function diffWorkingTree(reading: Reading): Promise<SelectedDiff> {
  const { repository, git, paths } = reading;
  // Unlike `diff`, and without paths, `ls-files` looks no further than the folder it runs in.
  const place = paths.length === 0 ? { ...git, cwd: repository.root ?? git.cwd } : git;
  const list = (what: readonly string[]) =>
    runGit(['ls-files', ...what, '--full-name', '-z', '--', ...paths], place);
  const [filters, head, others, unmerged] = await Promise.all([
    disableFilters(git),
    findCommit('HEAD', git),
    list(['--others', '--exclude-standard']),
    list(['--unmerged']),
  ]);
  if (unmerged.length > 0) throw inConflict(unmerged.toString().replace(/^[^\t]*\t|\0[^]*/g, ''));
  const base = head ?? emptyTree(repository);
  const found = await diff([base], paths, git, filters);
  const text = dropTouched(found.text);
  const newFiles = others.toString('latin1').split('\0').filter(Boolean);
  return { ...found, text, newFiles, title: 'working tree', kind: 'working-tree', base, head: undefined };
}

type Diffed = Pick<SelectedDiff, 'text' | 'newFiles' | 'asText'>;

async function diff(
  trees: readonly string[],
  paths: readonly string[],
  git: GitOptions,
  settings: readonly string[] = [],
): Promise<Diffed> {
  const before = [...diffSettings, ...settings, 'diff', ...diffOptions];
  const text = (await runGit([...before, ...trees, '--', ...paths], git)).toString('latin1');
  // Among staged changes git prints such a line for each path in conflict; no line of a diff starts like it.
  const conflict = /(?:^|\n)\* Unmerged path ([^\n]*)/.exec(text)?.[1];
  if (conflict !== undefined) throw inConflict(Buffer.from(conflict, 'latin1').toString());
  const asText: SelectedDiff['asText'] = async (some, root) =>
    (await runGit([...before, '--text', ...trees, '--', ...some], { ...git, cwd: root })).toString('latin1');
  return { text, newFiles: [], asText };
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
