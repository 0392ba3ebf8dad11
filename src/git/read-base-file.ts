import { GalleyError } from '../errors.ts';
import { runGit, type GitOptions } from './run-git.ts';

/** Far above any real configuration file. */
const mostBytes = 262_144;

/**
 * The text of a file in the top folder of a tree, such as the `.galley.yml` of the base commit; undefined when that
 * tree has no such file. Two processes.
 *
 * Throws GalleyError `invalid-config`: a link or folder, larger than 256 KiB, not UTF-8. `label` names it there.
 */
export async function readBaseFile(
  tree: string,
  name: string,
  label: string,
  git: GitOptions,
): Promise<string | undefined> {
  // `--full-tree`: names from the top, wherever the process runs.
  const list = await runGit(['ls-tree', '--full-tree', '-l', '-z', tree, '--', name], git);
  const [mode, type, id = '', size = ''] = list.toString().trim().split(/\s+/);
  if (mode === undefined || mode === '') return undefined;
  if (mode === '120000') throw refuse(label, 'it is a symbolic link');
  if (type !== 'blob') throw refuse(label, 'it is not a file');
  if (Number(size) > mostBytes) throw refuse(label, `it has ${size} bytes, at most ${mostBytes} are read`);
  const bytes = await runGit(['cat-file', 'blob', id], git);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refuse(label, 'it is not UTF-8 text', cause);
  }
}

function refuse(label: string, why: string, cause?: unknown): GalleyError {
  return new GalleyError('invalid-config', {
    what: `Can't use ${label}`,
    why,
    todo: 'Correct it on the base branch first.',
    cause,
  });
}
