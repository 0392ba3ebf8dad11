import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  makeFolder,
  makeRepository,
  openRepository,
  type TestRepository,
} from '../../integration/git/make-repository.ts';

/** A way to commit, with real git through a real hook. */
export interface CommitKind {
  readonly name: string;
  /** Arguments of git, and what it reads. */
  readonly command: (path: string) => { readonly args: readonly string[]; readonly input?: string };
  /** Where it happens; a plain repository without it. */
  readonly make?: () => TestRepository;
  /** There is no commit yet. */
  readonly isFirst?: boolean;
  /** Where git is started, from the root. */
  readonly folder?: string;
  readonly env?: (repository: TestRepository) => Readonly<Record<string, string>>;
  /** Done when there is a first commit and nothing else; leaves the path of the state as it was. */
  readonly begin?: (repository: TestRepository) => void;
  /** Done when all is staged. */
  readonly prepare?: (repository: TestRepository) => void;
  /** The hook has to leave alone what is staged. */
  readonly isUntouched?: boolean;
}

const commit = ['commit', '-q', '-m', 'the commit'];
const named = (...options: string[]) => ['--literal-pathspecs', ...commit, ...options];

/** In these a commit of new functions gets docs. */
export const documentedKinds: readonly CommitKind[] = [
  { name: 'commit', command: () => ({ args: commit }) },
  { name: 'commit in a subdirectory', command: () => ({ args: commit }), folder: 'src' },
  { name: 'first commit', command: () => ({ args: commit }), isFirst: true },
  { name: 'first commit -a', command: () => ({ args: [...commit, '-a'] }), isFirst: true },
  { name: 'commit -a', command: () => ({ args: [...commit, '-a'] }) },
  { name: 'commit -a in a subdirectory', command: () => ({ args: [...commit, '-a'] }), folder: 'src' },
  { name: 'commit PATH', command: (path) => ({ args: named('--', path) }) },
  {
    name: 'commit -o PATH in a subdirectory',
    command: (path) => ({ args: named('-o', '--', path) }),
    folder: 'src',
  },
  { name: 'commit PATTERN', command: () => ({ args: [...commit, '--', ':(glob)src/**'] }) },
  { name: 'commit -i PATH', command: (path) => ({ args: named('-i', '--', path) }) },
  { name: 'commit -p', command: () => ({ args: [...commit, '-p'], input: 'y\n'.repeat(9) }) },
  { name: 'commit -p of one hunk', command: () => ({ args: [...commit, '-p'], input: 'y\nq\n' }) },
  { name: 'commit --amend', command: () => ({ args: [...commit, '--amend'] }) },
  { name: 'commit --amend -a', command: () => ({ args: [...commit, '--amend', '-a'] }) },
  { name: 'commit in a linked worktree', command: () => ({ args: commit }), make: linked },
  { name: 'commit -a in a linked worktree', command: () => ({ args: [...commit, '-a'] }), make: linked },
  {
    name: 'commit PATH in a linked worktree',
    command: (path) => ({ args: named('--', path) }),
    make: linked,
  },
  { name: 'commit in a submodule', command: () => ({ args: commit }), make: submodule },
  {
    name: 'commit --git-dir --work-tree',
    command: () => ({ args: ['--git-dir=.git', '--work-tree=.', ...commit] }),
  },
  { name: 'commit with another index', command: () => ({ args: commit }), env: otherIndex },
  { name: 'commit with a split index', command: () => ({ args: commit }), prepare: splitIndex },
  { name: 'commit -a with a split index', command: () => ({ args: [...commit, '-a'] }), prepare: splitIndex },
  {
    name: 'commit PATH with a split index',
    command: (path) => ({ args: named('--', path) }),
    prepare: splitIndex,
  },
  { name: 'commit with a sparse index', command: () => ({ args: commit }), begin: sparseIndex },
  { name: 'commit -a with a sparse index', command: () => ({ args: [...commit, '-a'] }), begin: sparseIndex },
  {
    name: 'commit PATH with a sparse index',
    command: (path) => ({ args: named('--', path) }),
    begin: sparseIndex,
  },
  {
    name: 'commit with an index of version 4',
    command: () => ({ args: commit }),
    prepare: ({ git }) => git('update-index', '--index-version', '4'),
  },
  {
    name: 'commit in a repository of sha256',
    command: () => ({ args: commit }),
    make: () => makeRepository(undefined, '--object-format=sha256'),
  },
];

const leftAlone: readonly CommitKind[] = [
  { name: 'commit --no-verify', command: () => ({ args: [...commit, '--no-verify'] }) },
  { name: 'commit with GALLEY=0', command: () => ({ args: commit }), env: () => ({ GALLEY: '0' }) },
  { name: 'commit --dry-run', command: () => ({ args: ['commit', '--dry-run', '--short'] }) },
  { name: 'commit --amend --only', command: () => ({ args: [...commit, '--amend', '--only'] }) },
  {
    name: 'conclude a merge',
    command: () => ({ args: commit }),
    begin: stoppedBy('merge', '--no-commit', '--no-ff', 'side'),
  },
  {
    name: 'conclude a merge with conflicts',
    command: () => ({ args: ['commit', '-q', '--no-edit'] }),
    begin: stoppedBy('merge', 'clash'),
  },
  {
    name: 'commit a squashed merge',
    command: () => ({ args: commit }),
    begin: stoppedBy('merge', '--squash', 'side'),
  },
  {
    name: 'cherry-pick --continue',
    command: () => ({ args: ['cherry-pick', '--continue'] }),
    begin: stoppedBy('cherry-pick', 'clash'),
  },
  {
    name: 'commit during a cherry-pick',
    command: () => ({ args: commit }),
    begin: stoppedBy('cherry-pick', 'clash'),
  },
  {
    name: 'revert --continue',
    command: () => ({ args: ['revert', '--continue'] }),
    begin: stoppedBy('revert', '--no-commit', 'HEAD'),
  },
  {
    name: 'rebase --continue',
    command: () => ({ args: ['rebase', '--continue'] }),
    begin: stoppedBy('rebase', 'clash'),
  },
  {
    name: 'rebase --apply --continue',
    command: () => ({ args: ['rebase', '--continue'] }),
    begin: stoppedBy('rebase', '--apply', 'clash'),
  },
  {
    name: 'commit --amend during a rebase',
    command: () => ({ args: [...commit, '--amend'] }),
    begin: stoppedBy('rebase', '--exec', 'false', 'HEAD~1'),
  },
];

/** In these nothing is to happen. */
export const untouchedKinds = leftAlone.map((kind): CommitKind => ({
  ...kind,
  isUntouched: true,
  env: (repository) => ({ GIT_EDITOR: 'true', ...kind.env?.(repository) }),
}));

function linked(): TestRepository {
  const main = makeRepository();
  main.commit({ 'main.txt': 'main\n' });
  const folder = join(makeFolder(), 'linked');
  main.git('worktree', 'add', '-q', '-b', 'linked', folder);
  return openRepository(folder);
}

function submodule(): TestRepository {
  const inner = makeRepository();
  inner.commit({ 'inner.txt': 'inner\n' });
  const outer = makeRepository();
  outer.git('submodule', '--quiet', 'add', inner.root, 'inner');
  return openRepository(join(outer.root, 'inner'));
}

function otherIndex({ root, git }: TestRepository): Record<string, string> {
  const file = join(makeFolder(), 'my-index');
  copyFileSync(join(root, git('rev-parse', '--git-path', 'index').trim()), file);
  return { GIT_INDEX_FILE: file };
}

function splitIndex({ git }: TestRepository): void {
  git('update-index', '--split-index');
}

/** Folders that are not checked out are one entry each. */
function sparseIndex(repository: TestRepository): void {
  const { git } = repository;
  repository.commit({ 'far/away.ts': 'export const far = 1;\n' });
  git('sparse-checkout', 'set', '--cone', '--sparse-index', 'src');
}

/**
 * Two branches, of which `side` brings another file and `clash` changes one that HEAD changed too, and a command that stops for it;
 * the conflict is resolved.
 */
function stoppedBy(...args: readonly string[]): (repository: TestRepository) => void {
  return (repository) => {
    const { git, write } = repository;
    const [here = ''] = git('branch', '--show-current').split('\n');
    git('checkout', '-q', '-b', 'side');
    repository.commit({ 'src/side.ts': 'export function side(a: number) {\n  return a;\n}\n' });
    git('checkout', '-q', '-b', 'clash');
    repository.commit({ 'clash.txt': 'theirs\n' });
    git('checkout', '-q', here);
    repository.commit({ 'clash.txt': 'ours\n' });
    try {
      git(...args);
    } catch {
      // A conflict: git says so by its exit status.
    }
    write('clash.txt', 'both\n');
    git('add', 'clash.txt');
  };
}
