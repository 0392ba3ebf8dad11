import type { FileChange } from './change.ts';
import {
  assetDirectories,
  buildDirectories,
  dataEndings,
  generatedEndings,
  lockFiles,
  minifiedEndings,
  outputDirectories,
  sourceDirectories,
  vendoredDirectories,
} from './exclusion-tables.ts';

interface Attributes {
  readonly generated?: boolean;
  readonly vendored?: boolean;
  readonly undiffed?: boolean;
}

/** What `.gitattributes` and the path say against a review. An attribute set to false silences its own table. */
export function excludedByName(
  { path }: Pick<FileChange, 'path'>,
  attributes: Attributes,
): string | undefined {
  if (attributes.generated === true) return 'generated (linguist-generated)';
  if (attributes.vendored === true) return 'vendored (linguist-vendored)';
  if (attributes.undiffed === true) return 'not to be shown (-diff)';
  const directories = path.split('/');
  const name = (directories.pop() ?? '').toLowerCase();
  if (attributes.vendored !== false && isVendored(directories)) return 'vendored';
  if (attributes.generated === false) return undefined;
  if (lockFiles.has(name)) return 'lock file';
  if (hasEnding(name, minifiedEndings)) return 'minified';
  if (isOutput(directories) || hasEnding(name, generatedEndings)) return 'generated';
  return dataEndings.has(endingOf(name)) ? 'data file' : undefined;
}

/** What follows the last dot of a file name, in lower case; empty without one. */
export function endingOf(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') ? path.slice(dot + 1).toLowerCase() : '';
}

function hasEnding(name: string, endings: readonly string[]): boolean {
  return endings.some((ending) => name.length > ending.length && name.endsWith(ending));
}

/**
 * `vendor` is a word of shops as well: below the root it counts only where browser files lie, or above a host name as
 * Go vendors (`vendor/github.com/`).
 */
function isVendored(directories: readonly string[]): boolean {
  return directories.some((directory, index) => {
    if (directory !== 'vendor') return vendoredDirectories.has(directory);
    const parent = directories[index - 1];
    if (parent === undefined || assetDirectories.has(parent)) return true;
    return directories[index + 1]?.includes('.') === true;
  });
}

function isOutput(directories: readonly string[]): boolean {
  if (buildDirectories.has(directories[0] ?? '')) return true;
  if (directories.some((directory) => outputDirectories.has(directory))) return true;
  const dist = directories.indexOf('dist');
  return dist >= 0 && !directories.slice(0, dist).some((directory) => sourceDirectories.has(directory));
}
