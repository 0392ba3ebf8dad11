import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { whySkipFile } from '../../../../src/docstring/skip-file.ts';
import type { Random } from '../../../doubles/diff-oracle/seeded-random.ts';

/** Endings of names whose files are documented. */
export const endings = ['ts', 'js', 'py', 'go', 'java', 'rs', 'cs'] as const;
export type Ending = (typeof endings)[number];

export interface CorpusFile {
  readonly ending: Ending;
  readonly package: string;
  /** Inside of its package. */
  readonly path: string;
  readonly file: string;
}

/** Longest file that is taken, in bytes: those above are mostly tables of data, and take as long as a hundred others. */
const mostBytes = 200_000;

/** Source files of a corpus, a folder for each ecosystem with one for each package; those left alone by name are not in it. */
export function corpusFiles(corpus: string): CorpusFile[] {
  if (!existsSync(corpus)) return [];
  const packages = foldersIn(corpus).flatMap((ecosystem) =>
    foldersIn(join(corpus, ecosystem)).map((name) => join(corpus, ecosystem, name)),
  );
  return packages.flatMap((root) =>
    filesBelow(root).flatMap((file) => {
      const path = relative(root, file);
      const ending = endings.find((one) => path.endsWith(`.${one}`));
      if (ending === undefined || whySkipFile(path, '') !== undefined || statSync(file).size > mostBytes)
        return [];
      return [{ ending, package: basename(root), path, file }];
    }),
  );
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** As many of each language as there are shares of it in `most`, drawn by chance; all where there are fewer. */
export function drawFiles(
  files: readonly CorpusFile[],
  most: Readonly<Record<Ending, number>>,
  random: Random,
): CorpusFile[] {
  return endings.flatMap((ending) => {
    const own = files.filter((file) => file.ending === ending);
    const keyed = own.map((file) => ({ file, key: random.below(2 ** 31) })).sort((a, b) => a.key - b.key);
    return keyed.slice(0, most[ending]).map(({ file }) => file);
  });
}
