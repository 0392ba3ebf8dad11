import { lstat, readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { GalleyError, isGalleyError } from '../errors.ts';
import type { RuleText } from '../rule/parse-rules.ts';
import type { RuleProblem } from '../rule/rule.ts';
import { readText } from './read-config-files.ts';

/** Rule files as they were found. */
export interface RuleFiles {
  readonly files: readonly RuleText[];
  /** Files that could not be read. */
  readonly problems: readonly RuleProblem[];
}

/** Where a repository keeps its own rules. */
export const ruleFolder = '.galley/rules';

/** Whether a file of this name in such a folder holds rules. */
export function isRuleFile(name: string): boolean {
  return /\.ya?ml$/.test(name);
}

/** Nobody keeps more; reading on would only cost time. */
const mostFiles = 200;

/**
 * The repository's own rules: `.galley/rules/*.yml` of the working tree, by name. No folder is no rules. Folder and files
 * must be the repository's own: a link could show any file of this machine in an error message.
 */
export async function readRepositoryRules(root: string): Promise<RuleFiles> {
  const folder = join(await realpath(root), ...ruleFolder.split('/'));
  const parts = [join(folder, '..'), folder];
  for (const part of parts) {
    const facts = await lstat(part).catch(() => undefined);
    if (facts === undefined) return { files: [], problems: [] };
    if (!facts.isDirectory())
      return {
        files: [],
        problems: [{ origin: 'repository', where: ruleFolder, text: 'it is not a folder' }],
      };
  }
  return readFolder(folder, ruleFolder, 'repository');
}

/**
 * The operator's own rules: `*.yml` of a folder that they named.
 *
 * Throws GalleyError `invalid-config` when there is no such folder.
 */
export async function readOperatorRules(folder: string): Promise<RuleFiles> {
  try {
    return await readFolder(folder, folder, 'operator');
  } catch (cause) {
    throw new GalleyError('invalid-config', {
      what: `cannot read the rules in ${folder}`,
      why: `The system says ${(cause as NodeJS.ErrnoException).code ?? String(cause)}.`,
      todo: 'Name a folder that holds rule files: --rules DIR',
      cause,
    });
  }
}

async function readFolder(
  folder: string,
  name: string,
  origin: 'repository' | 'operator',
): Promise<RuleFiles> {
  const entries = (await readdir(folder)).filter(isRuleFile).sort();
  const files: RuleText[] = [];
  const problems: RuleProblem[] = [];
  if (entries.length > mostFiles)
    problems.push({
      origin,
      where: name,
      text: `${entries.length} files; only the first ${mostFiles} are read`,
    });
  for (const entry of entries.slice(0, mostFiles)) {
    const path = `${name}/${entry}`;
    try {
      const links = origin === 'repository' ? 'refuse-links' : 'follow-links';
      const text = await readText(join(folder, entry), path, links);
      if (text !== undefined) files.push({ path, text, origin });
    } catch (error) {
      if (!isGalleyError(error)) throw error;
      problems.push({ origin, where: path, text: error.why });
    }
  }
  return { files, problems };
}
