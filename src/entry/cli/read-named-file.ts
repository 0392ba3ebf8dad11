import { readFileSync, statSync } from 'node:fs';
import { GalleyError } from '../../errors.ts';

/**
 * Text of a file that the operator named on the command line.
 *
 * @param kind for people: `rule file`
 * @param todo what else can be done when it cannot be read; empty where nothing is known
 * @throws GalleyError `unreadable-file`
 */
export function readNamedFile(path: string, kind: string, todo = ''): string {
  try {
    if (!statSync(path).isFile()) throw new GalleyError('unreadable-file', { what: `${path} is not a file` });
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof GalleyError) throw cause;
    throw new GalleyError('unreadable-file', {
      what: `can't read the ${kind} ${path}`,
      why: `The system says ${(cause as NodeJS.ErrnoException).code ?? String(cause)}.`,
      ...(todo === '' ? {} : { todo }),
      cause,
    });
  }
}
