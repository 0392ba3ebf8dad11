import { GalleyError } from '../../errors.ts';
import { printable } from '../../safety/printable.ts';
import { foldersUp, joinPath } from '../../testgen/setup/repository-view.ts';
import type { TestPrograms, NodeProgram } from '../runner/test-programs.ts';
import { environments } from '../runner/find-python.ts';
import type { Python } from '../runner/find-python.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { ShownSystem } from '../sandbox/shown-system.ts';
import { lookAt } from './resolve-inside.ts';

/** The oldest Node that what Galley adds to a run of tests is tried with. */
const oldestNode = 20;

const mebibyte = 1024 * 1024;
const limits = {
  ms: 20_000,
  outputBytes: 65_536,
  memoryBytes: 512 * mebibyte,
  processes: 16,
  diskBytes: 16 * mebibyte,
};

/**
 * Node and Python of an image, by its PATH. Nothing of it is started but in the sandbox.
 *
 * @param sandbox in which the image is seen
 */
export function imagePrograms(system: ShownSystem, sandbox: Sandbox): TestPrograms {
  let node: Promise<NodeProgram> | undefined;
  return {
    findNode: () => (node ??= findNode(system, sandbox)),
    findPython: async (root, folder) => findPython(system, root, folder),
  };
}

async function findNode(system: ShownSystem, sandbox: Sandbox): Promise<NodeProgram> {
  const path = system.find('node') ?? system.find('nodejs');
  if (path === undefined) throw missing('Node', 'is not on its PATH');
  const { stdout, stderr } = await sandbox.run({
    argv: [path, '--version'],
    cwd: '/',
    ...{ readable: [], writable: [], env: {}, limits },
    signal: new AbortController().signal,
  });
  const [, version, major] = /^v((\d+)\.\d+\.\d+)/.exec(stdout) ?? [];
  if (version === undefined) throw missing('Node', `does not start: ${lastLine(stderr)}`);
  if (Number(major) < oldestNode)
    throw missing('Node', `is ${version}, and ${oldestNode} is the oldest that can be used`);
  return { path, version };
}

/** The nearest virtual environment that is linked into the package, else the Python of the image's PATH. */
function findPython(system: ShownSystem, root: string, folder: string): Python {
  for (const at of foldersUp(folder)) {
    for (const name of environments) {
      const path = joinPath(at, joinPath(name, 'bin/python'));
      // It is often a link to a program that is in the image alone.
      if (lookAt(`${root}/${path}`) !== undefined) return { path, readable: [] };
    }
  }
  const path = system.find('python3') ?? system.find('python');
  if (path === undefined) throw missing('Python', 'is not on its PATH');
  return { path, readable: [] };
}

function missing(what: string, why: string): GalleyError {
  return new GalleyError('runner-missing', {
    what: `${what} of the image cannot run tests`,
    why: `It ${why}.`,
    todo: `Put ${what === 'Node' ? `Node ${oldestNode} or newer` : 'Python 3 with pytest'} into the image.`,
  });
}

function lastLine(text: string): string {
  return printable(text.trim().split('\n').at(-1) ?? '', 200);
}
