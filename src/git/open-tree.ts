import { openObjectStream } from './open-object-stream.ts';
import { runGit, type GitOptions } from './run-git.ts';

/** The files of one commit or tree. */
export interface TreeFiles {
  /** From the root, with `/`, sorted. Names that are no valid UTF-8, links and submodules are left out. */
  readonly paths: readonly string[];
  /** The text of a file; undefined for one that is not there, or has more than `maxBytes`. */
  read(path: string, maxBytes: number): Promise<string | undefined>;
  /** Ends helper processes. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * All files of a commit or tree, whose texts are read one by one.
 *
 * @param tree id of a commit or tree
 * @throws GalleyError `git-failed`
 */
export async function openTree(tree: string, git: GitOptions): Promise<TreeFiles> {
  const output = await runGit(['ls-tree', '-r', '--full-tree', '-z', tree], git);
  const ids = new Map<string, string>();
  for (const line of output.toString().split('\0')) {
    const [, id, path] = /^100\d{3} blob ([0-9a-f]+)\t([^]+)$/.exec(line) ?? [];
    if (id !== undefined && path !== undefined && !path.includes('\ufffd')) ids.set(path, id);
  }
  const objects = openObjectStream(git);
  return {
    paths: [...ids.keys()],
    async read(path, maxBytes) {
      const id = ids.get(path);
      return id === undefined ? undefined : (await objects.read(id, maxBytes))?.toString('utf8');
    },
    close: () => objects.close(),
  };
}
