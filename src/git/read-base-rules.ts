import type { RuleText } from '../rule/parse-rules.ts';
import { runGit, type GitOptions } from './run-git.ts';

/** As for the working tree. */
const folder = '.galley/rules/';
const mostFiles = 200;
const mostBytes = 262_144;

/**
 * The rule files of a tree: `.galley/rules/*.yml` of the base commit, where the author of a change must not choose the
 * rules it is checked by. Links, folders and larger files are left out.
 *
 * @param label what the tree is called behind each path: `.galley/rules/a.yml of base 1a2b3c4`
 */
export async function readBaseRules(tree: string, label: string, git: GitOptions): Promise<RuleText[]> {
  // `--full-tree`: names from the top, wherever the process runs.
  const list = await runGit(['ls-tree', '--full-tree', '-l', '-z', tree, '--', folder], git);
  const entries = list
    .toString()
    .split('\0')
    .flatMap((entry) => {
      const [, mode, id, size, path] = /^(\d+) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(entry) ?? [];
      const isRule = mode !== '120000' && Number(size) <= mostBytes && /\.ya?ml$/.test(path ?? '');
      return isRule && id !== undefined && path !== undefined ? [{ id, path }] : [];
    });
  const files: RuleText[] = [];
  for (const { id, path } of entries.slice(0, mostFiles)) {
    const bytes = await runGit(['cat-file', 'blob', id], git);
    files.push({ path: `${path} of ${label}`, text: bytes.toString('utf8'), origin: 'repository' });
  }
  return files;
}
