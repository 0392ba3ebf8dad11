import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GalleyError } from '../../errors.ts';
import type { Framework } from '../../testgen/framework.ts';

/** What starts a framework, as the repository has installed it. */
export interface Program {
  /** From the root of the repository; Python's may be absolute. */
  readonly path: string;
  /** Empty when unknown. */
  readonly version: string;
  /** Absolute folders that it needs to read, beside those of the system and of the scratch tree. */
  readonly readable: readonly string[];
  /** It can count what tests reach: for JavaScript we do that ourselves. */
  readonly canCover: boolean;
}

const plain = { readable: [], canCover: true };

interface Manifest {
  readonly version?: unknown;
  readonly bin?: unknown;
}

/**
 * Looks from the folder of the package up to the root, as Node does.
 *
 * @param folder of the package, from the root, with `/`
 * Throws GalleyError `runner-missing`.
 */
export async function findProgram(
  root: string,
  folder: string,
  framework: Exclude<Framework, 'pytest'>,
): Promise<Program> {
  if (framework === 'node:test') return { path: '', version: '', ...plain };
  for (let at = folder; ; at = dirname(at)) {
    const home = join(at, 'node_modules', framework);
    const manifest = join(root, home, 'package.json');
    if (existsSync(manifest)) return readProgram(home, manifest, framework);
    if (at === '' || at === '.') break;
  }
  throw new GalleyError('runner-missing', {
    what: `${framework} is not installed`,
    why: `No node_modules/${framework} from ${folder === '' ? 'the root' : folder} upwards.`,
    todo: 'npm install',
  });
}

async function readProgram(home: string, file: string, framework: string): Promise<Program> {
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
  const { version, bin } = manifest;
  const entry = typeof bin === 'object' && bin !== null ? (bin as Record<string, unknown>)[framework] : bin;
  if (typeof entry !== 'string')
    throw new GalleyError('runner-missing', { what: `${framework} has no program to start` });
  return { path: join(home, entry), version: typeof version === 'string' ? version : '', ...plain };
}
