import { dirname } from 'node:path';

/** Folders of a sandbox that has a file system of its own; gone with it. */
export const insideTemporary = '/tmp';

/**
 * All variables that a command sees.
 *
 * @param node path of the Node executable
 * @param temporary folder for everything that is not kept; the home lies in it
 */
export function insideEnvironment(
  env: Readonly<Record<string, string>>,
  node: string,
  temporary = insideTemporary,
): Record<string, string> {
  const path = [...new Set([dirname(node), '/usr/local/bin', '/usr/bin', '/bin'])].join(':');
  return { LANG: 'C.UTF-8', ...env, PATH: path, HOME: `${temporary}/home`, TMPDIR: temporary };
}
