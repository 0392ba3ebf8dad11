import { stat } from 'node:fs/promises';
import { devNull } from 'node:os';
import type { Environment } from '../../../git/git-environment.ts';
import type { GitOptions } from '../../../git/run-git.ts';
import type { Log } from '../../../log.ts';
import type { ReviewRecord } from '../../../review/jobs/job-store.ts';
import { rebuildPrompts } from '../../../review/rebuild-prompts.ts';
import type { RepositoryConfiguration } from '../../cli/choose-configuration.ts';
import type { CommandSettings } from '../../cli/command-settings.ts';
import type { RebuildPrompts } from './dashboard-options.ts';

export interface RebuildOptions {
  /** Absolute path of the bare repository that keeps the commits of `owner/name`; it need not be there. */
  readonly mirrorOf: (repository: string) => string;
  /** As the review had them: those of the operator and of the base. */
  readonly loadSettings: (configuration: RepositoryConfiguration) => Promise<CommandSettings>;
  readonly env: Environment;
  readonly log: Log;
}

/** Rebuilds from the mirror what a model was asked. Nothing is fetched: commits that are not there any more are gone. */
export function openRebuild({ mirrorOf, loadSettings, env, log }: RebuildOptions): RebuildPrompts {
  return async (record, signal) => {
    const cwd = mirrorOf(record.pull.repository);
    const onProcess = (args: readonly string[]): void => log.debug('git', { arguments: args.join(' ') });
    // Settings of this machine say nothing about a mirror, and could name commands.
    const bare = { ...withoutGit(env), GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_SYSTEM: devNull };
    const git = { cwd, env: bare, signal, onProcess };
    if (!(await isThere(record, git))) return 'gone';
    const { createGitBlobReader } = await import('../../../git/create-git-blob-reader.ts');
    const { createGitChangeSource } = await import('../../../git/create-git-change-source.ts');
    const { configurationOfBase } = await import('../../cli/choose-configuration.ts');
    const { openProbes } = await import('../../cli/open-probes.ts');
    const { openRuleEngine } = await import('../../cli/open-rules.ts');
    const { openSyntax } = await import('../../cli/open-syntax.ts');
    const { reviewOptions } = await import('../../review/review-options.ts');
    const { base, mergeBase, head, pull } = record;
    const configuration = await configurationOfBase({ baseTree: async () => base }, git);
    const title = `pull request #${pull.number}`;
    const selection = { kind: 'trees', base: mergeBase, head, title } as const;
    const source = await createGitChangeSource({ ...git, selection, log });
    const blobs = createGitBlobReader({ ...git, root: cwd, head: 'objects', attributeSource: base });
    const ruleEngine = openRuleEngine(log, signal);
    try {
      const options = reviewOptions(await loadSettings(configuration), configuration, {});
      const ports = { source, blobs, ruleEngine, syntax: openSyntax(), probes: openProbes(), signal };
      return await rebuildPrompts(record.prompts, options, ports);
    } finally {
      await Promise.all([blobs.close(), ruleEngine.close()]);
    }
  };
}

async function isThere({ base, mergeBase, head }: ReviewRecord, git: GitOptions): Promise<boolean> {
  const found = await stat(git.cwd).catch(() => undefined);
  if (found?.isDirectory() !== true) return false;
  const { findCommit } = await import('../../../git/resolve-commit.ts');
  const commits = await Promise.all([base, mergeBase, head].map((id) => findCommit(id, git)));
  return !commits.includes(undefined);
}

/** A `GIT_DIR` of whoever started the server is another repository. */
function withoutGit(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('GIT_')));
}
