import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { GalleyError } from '../../errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment with the folders first in PATH in which a project keeps its programs, as npm's scripts have it. */
export function withLocalPrograms(cwd: string, env: Environment): Record<string, string | undefined> {
  const folders: string[] = [];
  for (let folder = cwd; ; folder = dirname(folder)) {
    const bin = join(folder, 'node_modules', '.bin');
    if (existsSync(bin)) folders.push(bin);
    if (dirname(folder) === folder) break;
  }
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...env, [name]: [...folders, env[name] ?? ''].join(delimiter) };
}

/**
 * Absolute path of a program, looked for as a shell does.
 *
 * @throws GalleyError `runner-missing` when there is none
 */
export function findProgram(name: string, cwd: string, env: Environment): string {
  const places = /[\\/]/.test(name)
    ? [resolve(cwd, name)]
    : searchPath(env).map((folder) => join(folder, name));
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat', ''] : [''];
  const found = places.flatMap((place) => endings.map((ending) => place + ending)).find(isProgram);
  if (found !== undefined) return found;
  throw new GalleyError('runner-missing', {
    what: `The test command ${JSON.stringify(name)} is not there`,
    why: 'It is neither a program on the PATH nor one that this project has installed.',
    todo: 'Install what the project needs: npm install',
  });
}

function searchPath(env: Environment): string[] {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return (env[name] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
