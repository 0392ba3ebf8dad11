import { findPython, type Python } from './find-python.ts';

/** What runs tests, as the sandbox sees it. */
export interface TestPrograms {
  /** Throws GalleyError `runner-missing`. */
  findNode(): Promise<NodeProgram>;
  /**
   * For a package.
   *
   * @param folder of the package, from the root, with `/`
   * Throws GalleyError `runner-missing`.
   */
  findPython(root: string, folder: string): Promise<Python>;
}

export interface NodeProgram {
  /** Absolute. */
  readonly path: string;
  /** Such as `20.19.0`. */
  readonly version: string;
}

/**
 * Those of this machine.
 *
 * @param searchPath value of the PATH variable
 */
export function ownPrograms(searchPath: string): TestPrograms {
  return {
    findNode: async () => ({ path: process.execPath, version: process.versions.node }),
    findPython: (root, folder) => findPython(root, folder, searchPath),
  };
}
