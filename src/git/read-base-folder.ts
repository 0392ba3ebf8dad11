import { openObjectStream } from './open-object-stream.ts';
import { runGit, type GitOptions } from './run-git.ts';

/** Files of one folder of a tree. */
export interface BaseFolder {
  /** By name; paths from the top of the repository. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Files that stand there and were not read, with the reason in words. */
  readonly unread: readonly { readonly path: string; readonly why: string }[];
}

/** Far above any real configuration file, and more files than anybody keeps. */
const mostBytes = 262_144;
const mostFiles = 200;

/**
 * The texts of the files right inside one folder of a tree, such as `.galley/rules` of the base commit, whose names
 * `wants`. Both lists are empty when there is no such folder. Two processes, one without files.
 */
export async function readBaseFolder(
  tree: string,
  folder: string,
  wants: (path: string) => boolean,
  git: GitOptions,
): Promise<BaseFolder> {
  const list = await runGit(['ls-tree', '--full-tree', '-z', tree, '--', `${folder}/`], git);
  const entries = list.toString().split('\0').flatMap(readEntry);
  const wanted = entries.filter(({ path }) => wants(path));
  const files: { path: string; text: string }[] = [];
  const unread: { path: string; why: string }[] = [];
  const objects = openObjectStream(git);
  try {
    for (const [index, { path, mode, id }] of wanted.entries()) {
      const refusal = index >= mostFiles ? `only the first ${mostFiles} files are read` : refusals[mode];
      const bytes = refusal === undefined ? await objects.read(id, mostBytes) : undefined;
      const text = bytes && decode(bytes);
      if (text !== undefined) files.push({ path, text });
      else
        unread.push({
          path,
          why: refusal ?? (bytes ? 'it is not UTF-8 text' : 'it is missing or too large'),
        });
    }
  } finally {
    await objects.close();
  }
  return { files, unread };
}

const refusals: Readonly<Record<string, string>> = {
  '120000': 'it is a symbolic link',
  '160000': 'it is a submodule',
  '040000': 'it is a folder',
};

interface Entry {
  readonly mode: string;
  readonly id: string;
  readonly path: string;
}

/** `<mode> <type> <id>TAB<path>`. */
function readEntry(line: string): Entry[] {
  const [, mode, id, path] = /^(\d{6}) \w+ ([0-9a-f]+)\t([^]+)$/.exec(line) ?? [];
  return mode === undefined || id === undefined || path === undefined ? [] : [{ mode, id, path }];
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // An answer, not a failure: the caller names the file.
    return undefined;
  }
}
