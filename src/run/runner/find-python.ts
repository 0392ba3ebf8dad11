import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import { GalleyError } from '../../errors.ts';
import { foldersUp, joinPath } from '../../testgen/setup/repository-view.ts';
import { findProgram } from '../sandbox/find-program.ts';

/** Which Python runs the tests. */
export interface Python {
  /** Absolute, or from the root of the repository for one of its own. */
  readonly path: string;
  /** Absolute folders that it is installed in. */
  readonly readable: readonly string[];
}

/** Names of virtual environments; any other is not looked for. */
export const environments = ['.venv', 'venv', '.env', 'env'];

/** Folders that every sandbox shows. */
const shown = /^\/(?:usr|bin|lib|opt\/homebrew)(?:\/|$)/;

/**
 * The nearest virtual environment of the package, else the Python of the PATH. One of the repository is not started
 * here: only a sandbox does.
 *
 * @param searchPath value of the PATH variable
 * Throws GalleyError `runner-missing`.
 */
export async function findPython(root: string, folder: string, searchPath: string): Promise<Python> {
  for (const at of foldersUp(folder)) {
    for (const name of environments) {
      const home = joinPath(at, name);
      const settings = join(root, home, 'pyvenv.cfg');
      const path = joinPath(home, 'bin/python');
      if (existsSync(settings) && existsSync(join(root, path)))
        return { path, readable: await homeOf(settings) };
    }
  }
  return findInstalled(searchPath);
}

/** Where the Python that an environment was made from is installed. */
async function homeOf(settings: string): Promise<readonly string[]> {
  const text = await readFile(settings, 'utf8');
  const home = /^home\s*=\s*(.+?)\s*$/m.exec(text)?.[1] ?? '';
  return isAbsolute(home) ? outside([dirname(home)]) : [];
}

async function findInstalled(searchPath: string): Promise<Python> {
  const program = ['python3', 'python'].flatMap((name) => findProgram(name, searchPath) ?? []).at(0);
  if (program === undefined)
    throw new GalleyError('runner-missing', {
      what: 'Python is not installed',
      why: 'There is no virtual environment and no python3 on the PATH.',
      todo: 'python3 -m venv .venv && .venv/bin/pip install pytest',
    });
  const code = 'import json, sys; print(json.dumps([sys.executable, sys.prefix, sys.base_prefix]))';
  const { stdout } = await promisify(execFile)(program, ['-I', '-c', code], { timeout: 10_000 });
  const [path = program, ...prefixes] = JSON.parse(stdout) as string[];
  return { path, readable: outside(prefixes) };
}

function outside(folders: readonly string[]): readonly string[] {
  return [...new Set(folders)].filter((folder) => !shown.test(folder) && existsSync(folder));
}
