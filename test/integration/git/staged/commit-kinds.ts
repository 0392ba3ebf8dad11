/** A way to commit, with real git through a real hook. */
export interface CommitKind {
  readonly name: string;
  /** Arguments of git, and what it reads. */
  readonly command: (path: string) => { readonly args: readonly string[]; readonly input?: string };
  /** There is no commit yet. */
  readonly isFirst?: boolean;
  /** In a working tree that hangs on another repository. */
  readonly isLinked?: boolean;
  /** Where git is started, from the root. */
  readonly folder?: string;
}

const commit = ['commit', '-q', '-m', 'the commit'];

export const commitKinds: readonly CommitKind[] = [
  { name: 'commit', command: () => ({ args: commit }) },
  { name: 'commit in a subdirectory', command: () => ({ args: commit }), folder: 'src' },
  { name: 'first commit', command: () => ({ args: commit }), isFirst: true },
  { name: 'commit -a', command: () => ({ args: [...commit, '-a'] }) },
  { name: 'commit PATH', command: (path) => ({ args: ['--literal-pathspecs', ...commit, '--', path] }) },
  {
    name: 'commit -i PATH',
    command: (path) => ({ args: ['--literal-pathspecs', ...commit, '-i', '--', path] }),
  },
  { name: 'commit -p', command: () => ({ args: [...commit, '-p'], input: 'y\n'.repeat(3) }) },
  { name: 'commit --amend', command: () => ({ args: [...commit, '--amend'] }) },
  { name: 'commit in a linked worktree', command: () => ({ args: commit }), isLinked: true },
  { name: 'commit -a in a linked worktree', command: () => ({ args: [...commit, '-a'] }), isLinked: true },
  {
    name: 'commit PATH in a linked worktree',
    command: (path) => ({ args: ['--literal-pathspecs', ...commit, '--', path] }),
    isLinked: true,
  },
  {
    name: '--git-dir --work-tree',
    command: () => ({ args: ['--git-dir=.git', '--work-tree=.', ...commit] }),
  },
];
