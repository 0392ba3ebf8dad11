import { existsSync, lstatSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { linkModules } from './link-modules.ts';
import { isPlain } from './scratch-path.ts';

/** What a build makes and tests may load. Of all other ignored folders (keys, data, logs, caches) nothing is shown. */
const outputs = new Set(
  'dist build lib out es esm cjs umd types generated gen __generated__ .svelte-kit .nuxt .astro .yarn'.split(
    ' ',
  ),
);

/** Above it a build output is left out: a copy would take longer than most tests. */
const mostFiles = 20_000;

/**
 * Brings what git ignores and tests need into a tree: packages and virtual environments as links, output of builds as
 * copies, since code in it may load what lies beside it.
 *
 * @param root the repository, absolute, links resolved
 * @param path an ignored folder, from the root, with `/`
 * @returns absolute path of what was linked; undefined: nothing was
 */
export async function layIgnored(root: string, path: string, tree: string): Promise<string | undefined> {
  const from = join(root, path);
  if (!isPlain(path) || !existsSync(join(tree, dirname(path)))) return undefined;
  if (basename(path) === 'node_modules') return linkModules(root, path, tree);
  // A link may stand for an environment, as for packages; of nothing else is one followed.
  if (existsSync(join(from, 'pyvenv.cfg'))) {
    const environment = realpathSync(from);
    symlinkSync(environment, join(tree, path));
    return environment;
  }
  if (lstatSync(from, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
  if (outputs.has(basename(path)) && countFiles(from) <= mostFiles) await copyInside(from, join(tree, path));
  return undefined;
}

/** Links in it are followed only where they stay in it. */
function copyInside(from: string, to: string): Promise<void> {
  const isInside = (source: string) => {
    const stats = lstatSync(source);
    if (stats.isSymbolicLink()) return existsSync(source) && realpathSync(source).startsWith(from + sep);
    return stats.isFile() || stats.isDirectory();
  };
  return cp(from, to, { recursive: true, dereference: true, force: false, filter: isInside });
}

function countFiles(folder: string, most = mostFiles + 1): number {
  let count = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (count >= most) break;
    count += entry.isDirectory() ? countFiles(join(folder, entry.name), most - count) : 1;
  }
  return count;
}
