import { GalleyError } from '../errors.ts';
import { printable } from '../safety/printable.ts';
import { tryGit, type GitOptions } from './run-git.ts';

/**
 * Settings that switch off every filter driver (`filter.NAME.clean`, `.smudge`, `.process`) that any configuration
 * file defines. Comparing the working tree with the index would run them. Without its driver a filtered file (LFS,
 * git-crypt) that was touched shows its raw content.
 *
 * Throws `git-failed` for a driver whose name cannot be switched off from the command line.
 */
export async function disableFilters(git: GitOptions): Promise<string[]> {
  const found = await tryGit(['config', '--null', '--name-only', '--get-regexp', '^filter\\.'], git);
  const names = new Set<string>();
  for (const key of found.stdout.toString().split('\0')) {
    const name = /^filter\.(.*)\.[^.]*$/s.exec(key)?.[1];
    if (name !== undefined) names.add(name);
  }
  return [...names].flatMap(switchOff);
}

function switchOff(name: string): string[] {
  // `-c` cuts at the first equals sign: such a name would stay active.
  if (/[=\n]/.test(name)) {
    throw new GalleyError('git-failed', {
      what: 'The git configuration defines a filter that cannot be switched off',
      why: `Its name is ${JSON.stringify(printable(name, 80))}; Galley does not read a working tree through foreign commands`,
      todo: 'Rename the filter, or review what is staged: galley review --staged',
    });
  }
  return ['clean=', 'smudge=', 'process=', 'required=false'].flatMap((rest) => [
    '-c',
    `filter.${name}.${rest}`,
  ]);
}
