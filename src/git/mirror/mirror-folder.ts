import { join } from 'node:path';
import { GalleyError } from '../../errors.ts';
import { printable } from '../../safety/printable.ts';

const part = /^(?!\.{1,2}$)[a-z0-9._-]{1,100}$/;

/**
 * Where the mirror of a repository lies below the folder of all mirrors: its forge does not tell names by their case, and
 * not every disk does.
 *
 * @param repository `owner/name`
 * @throws GalleyError `unsafe-path` for a name that no forge gives
 */
export function mirrorFolder(root: string, repository: string): string {
  const parts = repository.toLowerCase().split('/');
  const [owner = '', name = ''] = parts;
  if (parts.length === 2 && part.test(owner) && part.test(name)) return join(root, owner, `${name}.git`);
  throw new GalleyError('unsafe-path', {
    what: `"${printable(repository, 200)}" is no name of a repository`,
    why: 'It would name a folder.',
  });
}
