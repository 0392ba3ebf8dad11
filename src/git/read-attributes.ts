import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PathAttributes } from '../review/ports.ts';
import { runGit, tryGit, type GitOptions } from './run-git.ts';

/**
 * What `.gitattributes` says of the paths: `linguist-generated`, `linguist-vendored`, and `diff` unset. One process.
 *
 * `source`: the tree whose attribute files count, and no others of the repository's; git before 2.40 needs three
 * processes for that. Undefined: those of the working tree. Paths without any of the attributes are absent from the
 * map.
 */
export async function readAttributes(
  paths: readonly string[],
  source: string | undefined,
  git: GitOptions,
): Promise<ReadonlyMap<string, PathAttributes>> {
  if (paths.length === 0) return new Map();
  const options = { ...git, input: paths.map((path) => `${path}\0`).join('') };
  const wanted = ['--stdin', '-z', 'linguist-generated', 'linguist-vendored', 'diff'];
  if (source === undefined) return parseAttributes(await runGit(['check-attr', ...wanted], options));
  const result = await tryGit(['check-attr', `--source=${source}`, ...wanted], options);
  if (result.code === 0) return parseAttributes(result.stdout);
  return withIndexOf(source, git, async (env) =>
    parseAttributes(await runGit(['check-attr', '--cached', ...wanted], { ...options, env })),
  );
}

/** Settings under which `read-tree` writes its one file and nothing in the repository. */
const plainIndex = [
  ...['-c', 'core.splitIndex=false'],
  ...['-c', 'core.untrackedCache=false'],
  ...['-c', 'index.sparse=false'],
];

/** Calls `use` with an environment whose index holds that tree: a file outside of the repository, gone afterwards. */
async function withIndexOf<T>(
  tree: string,
  git: GitOptions,
  use: (env: GitOptions['env']) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-index-'));
  const env = { ...git.env, GIT_INDEX_FILE: join(folder, 'index') };
  try {
    await runGit([...plainIndex, 'read-tree', tree], { ...git, env });
    return await use(env);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Triples of path, attribute, value, each ended by NUL. */
function parseAttributes(output: Buffer): Map<string, PathAttributes> {
  const fields = output.toString().split('\0');
  const found = new Map<string, PathAttributes>();
  for (let i = 0; i + 2 < fields.length; i += 3) {
    const [path = '', name = '', value = ''] = fields.slice(i, i + 3);
    const attribute = readAttribute(name, value);
    if (attribute !== undefined) found.set(path, { ...found.get(path), ...attribute });
  }
  return found;
}

function readAttribute(name: string, value: string): PathAttributes | undefined {
  if (value === 'unspecified') return undefined;
  // Of the others (`diff=python`) nothing follows here.
  if (name === 'diff') return value === 'unset' ? { undiffed: true } : undefined;
  const isOn = value !== 'unset' && value !== 'false';
  return name === 'linguist-generated' ? { generated: isOn } : { vendored: isOn };
}
