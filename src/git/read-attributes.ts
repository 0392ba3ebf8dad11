import type { Log } from '../log.ts';
import type { PathAttributes } from '../review/ports.ts';
import { runGit, tryGit, type GitOptions } from './run-git.ts';

/**
 * What `.gitattributes` says of the paths: `linguist-generated` and `linguist-vendored`. One process.
 *
 * `source`: the tree whose attribute files count (git 2.40 or later; older git reads the working tree's, with a
 * warning); undefined: the working tree's own. Paths without either attribute are absent from the map.
 */
export async function readAttributes(
  paths: readonly string[],
  source: string | undefined,
  git: GitOptions,
  log: Log,
): Promise<ReadonlyMap<string, PathAttributes>> {
  if (paths.length === 0) return new Map();
  const options = { ...git, input: paths.map((path) => `${path}\0`).join('') };
  const wanted = ['--stdin', '-z', 'linguist-generated', 'linguist-vendored'];
  if (source !== undefined) {
    const result = await tryGit(['check-attr', `--source=${source}`, ...wanted], options);
    if (result.code === 0) return parseAttributes(result.stdout.toString());
    log.warn('git older than 2.40: attributes are read from the working tree');
  }
  return parseAttributes((await runGit(['check-attr', ...wanted], options)).toString());
}

/** Triples of path, attribute, value, each ended by NUL. */
function parseAttributes(output: string): Map<string, PathAttributes> {
  const fields = output.split('\0');
  const found = new Map<string, PathAttributes>();
  for (let i = 0; i + 2 < fields.length; i += 3) {
    const [path = '', name, value] = fields.slice(i, i + 3);
    if (value === 'unspecified') continue;
    const isOn = value !== 'unset' && value !== 'false';
    const key = name === 'linguist-generated' ? 'generated' : 'vendored';
    found.set(path, { ...found.get(path), [key]: isOn });
  }
  return found;
}
