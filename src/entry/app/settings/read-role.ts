import { GalleyError } from '../../../errors.ts';
import type { Environment } from './read-secret.ts';

/** What a process of `galley serve` does: take webhooks, review, or both. */
export type Role = 'all' | 'web' | 'worker';

/** @throws GalleyError `invalid-usage`: there is no such role, or it needs a database that several processes share */
export function readRole(text: string, env: Environment): Role {
  if (text !== 'all' && text !== 'web' && text !== 'worker')
    throw new GalleyError('invalid-usage', {
      what: `There is no role "${text.slice(0, 50)}"`,
      why: 'There are all, web and worker.',
      todo: 'galley serve --role all',
    });
  if (text !== 'all' && !isSet(env['DATABASE_URL']) && !isSet(env['DATABASE_URL_FILE']))
    throw new GalleyError('invalid-usage', {
      what: `--role ${text} needs DATABASE_URL`,
      why: 'The database in the data folder belongs to one process, which then does all.',
      todo: 'export DATABASE_URL=postgres://USER@HOST/DATABASE, or leave out --role',
    });
  return text;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
