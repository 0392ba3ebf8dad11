import { join } from 'node:path';
import { GalleyError } from '../../errors.ts';
import { printable } from '../../safety/printable.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { OpenScratchTree } from '../scratch/open-scratch-tree.ts';
import type { Program } from './find-program.ts';
import type { Python } from './find-python.ts';

const code = `
import importlib.util, json
import pytest
print(json.dumps([pytest.__version__, importlib.util.find_spec("coverage") is not None]))
`;

const mebibyte = 1024 * 1024;
const limits = {
  ms: 20_000,
  outputBytes: 65_536,
  memoryBytes: 512 * mebibyte,
  processes: 16,
  diskBytes: 16 * mebibyte,
};

/** Asks a Python, in the sandbox, for pytest and coverage.py. Throws GalleyError `runner-missing`. */
export async function probePytest(
  { path, readable }: Python,
  tree: OpenScratchTree,
  sandbox: Sandbox,
): Promise<Program> {
  const program = path.startsWith('/') ? path : join(tree.path, path);
  const { stdout, stderr } = await sandbox.run({
    argv: [program, '-c', code],
    cwd: tree.path,
    readable: [...tree.readable, ...readable],
    writable: [tree.path],
    env: { PYTHONDONTWRITEBYTECODE: '1' },
    limits,
    signal: new AbortController().signal,
  });
  const found = parse(stdout);
  if (found !== undefined) return { path, readable, ...found };
  throw new GalleyError('runner-missing', {
    what: 'pytest is not installed',
    why: `${path} says: ${printable(stderr.trim().split('\n').at(-1) ?? '', 300)}`,
    todo: `${path} -m pip install pytest`,
  });
}

function parse(text: string): Pick<Program, 'version' | 'canCover'> | undefined {
  try {
    const [version, canCover] = JSON.parse(text) as unknown[];
    return typeof version === 'string' ? { version, canCover: canCover === true } : undefined;
  } catch {
    return undefined;
  }
}
