import type { ConfigFile } from '../../config/load-settings.ts';
import { repositoryFileName } from '../../config/read-config-files.ts';
import { isRuleFile, ruleFolder, type RuleFiles } from '../../config/read-rule-files.ts';
import type { GitChangeSource } from '../../git/create-git-change-source.ts';
import { readBaseFile } from '../../git/read-base-file.ts';
import { readBaseFolder } from '../../git/read-base-folder.ts';
import type { GitOptions } from '../../git/run-git.ts';

/** Where `.galley.yml` is read: in a folder (undefined: nowhere), or already, from where the change starts. */
export type RepositoryConfiguration =
  | { readonly from: 'folder'; readonly root: string | undefined }
  | {
      readonly from: 'base';
      readonly file: ConfigFile;
      /** For the Ledger when there is no such file. */
      readonly missing: string;
      /** The rule files that belong to it. */
      readonly readRules: () => Promise<RuleFiles>;
    };

/** In CI the author of a change must not say how it is reviewed: the tree that it starts from does. */
export async function configurationOfBase(
  source: Pick<GitChangeSource, 'baseTree'>,
  git: GitOptions,
): Promise<RepositoryConfiguration> {
  const tree = await source.baseTree();
  const base = `base ${tree.slice(0, 7)}`;
  const path = `${repositoryFileName} of ${base}`;
  const text = await readBaseFile(tree, repositoryFileName, path, git);
  return {
    from: 'base',
    file: { path, text },
    missing: `no ${repositoryFileName} in ${base}`,
    readRules: () => rulesOfBase(tree, base, git),
  };
}

async function rulesOfBase(tree: string, base: string, git: GitOptions): Promise<RuleFiles> {
  const { files, unread } = await readBaseFolder(tree, ruleFolder, isRuleFile, git);
  const origin = 'repository';
  return {
    files: files.map(({ path, text }) => ({ path: `${path} of ${base}`, text, origin })),
    problems: unread.map(({ path, why }) => ({ origin, where: `${path} of ${base}`, text: why })),
  };
}

/** The same where no base can be read. `missing`: why, for the Ledger. */
export function configurationOfNothing(missing: string): RepositoryConfiguration {
  return {
    from: 'base',
    file: { path: repositoryFileName, text: undefined },
    missing,
    readRules: async () => ({ files: [], problems: [] }),
  };
}

/** A diff from outside: nobody knows what it starts from. */
export const configurationOfDiff = configurationOfNothing(
  `no ${repositoryFileName}: a diff has no base commit`,
);
