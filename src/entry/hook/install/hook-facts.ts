/** How hooks are run in a repository, as found there. Paths are from its top folder, with `/`. */
export interface HookFacts {
  readonly gitVersion: readonly [number, number];
  /** `core.hooksPath` as configured; undefined: git's own folder. */
  readonly hooksPath: string | undefined;
  /** git's own folder for hooks, shared by all worktrees. */
  readonly ownHooks: string;
  /** Whether the manifest of the project names husky, and whether its folder of stubs is here. */
  readonly husky: { readonly isNamed: boolean; readonly hasStubs: boolean };
  /** Name of lefthook's configuration, and of pre-commit's; undefined: none. */
  readonly lefthookFile: string | undefined;
  readonly preCommitFile: string | undefined;
  /** Texts of the files above and of hooks that are there already, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Other tools that rewrite staged files, as named in the project's manifest or a hook. */
  readonly rewriters: readonly string[];
  /** Whether git-lfs keeps files here: its hooks must not be displaced. */
  readonly usesLfs: boolean;
  /** Whether this is a linked worktree. */
  readonly isLinked: boolean;
  /** `hook.galley.command` in the repository's configuration; undefined: none. */
  readonly configHook: string | undefined;
  /** The same of `hook.galley-warm.command`. */
  readonly configWarm: string | undefined;
}

export const installMethods = ['husky', 'hooks-path', 'git-config', 'lefthook', 'pre-commit'] as const;
export type InstallMethod = (typeof installMethods)[number];
