import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StyleSettings } from '../../docstring/learn-style.ts';
import { readWorkingFile } from '../../git/read-working-file.ts';
import type { Log } from '../../log.ts';

/** Larger ones are no configuration that a person wrote. */
const mostBytes = 256 * 1024;

/**
 * The style of a repository by path, as its tools are configured in the working tree: what a commit holds is written by who
 * sees those files too, and reading them from the index would cost a process. Nothing is loaded or read before the first
 * path is asked about.
 *
 * @param root top of the working tree
 */
export function openStyle(root: string, log: Log): (path: string) => Promise<StyleSettings> {
  let reader: Promise<(path: string) => Promise<StyleSettings>> | undefined;
  return async (path) => (await (reader ??= createReader(root, log)))(path);
}

async function createReader(root: string, log: Log): Promise<(path: string) => Promise<StyleSettings>> {
  const [{ createStyleReader }, { createProgramReader }] = await Promise.all([
    import('../../config/style/create-style-reader.ts'),
    import('../../syntax/declarations/javascript/create-program-reader.ts'),
  ]);
  return createStyleReader({
    list: async (folder) => new Set(await readdir(join(root, folder)).catch(() => [])),
    read: async (path) => {
      const file = await readWorkingFile(root, path, mostBytes);
      return typeof file === 'string' || file.mode === '120000' ? undefined : file.bytes.toString('utf8');
    },
    parse: createProgramReader(),
    log,
  });
}
