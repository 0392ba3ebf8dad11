import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GalleyError } from '../../../errors.ts';

/** Where the token stands that nobody has chosen. */
export function operatorTokenFile(folder: string): string {
  return join(folder, 'operator-token');
}

/**
 * The token that the operator signs in to the dashboard with: the one of the settings, else one of our own that stays in
 * the data folder, for this user alone. Two processes that start at once agree on one.
 *
 * @throws GalleyError `cannot-write`
 */
export async function readOperatorToken(folder: string, chosen: string | undefined): Promise<string> {
  if (chosen !== undefined) return chosen;
  const path = operatorTokenFile(folder);
  const kept = await readKept(path);
  if (kept !== undefined) return kept;
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    // A link that must not be there yet: of several processes the first one decides, and none sees half a file.
    await link(draft, path).catch(async (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if ((await readKept(path)) === undefined) throw new Error('what stands there is no token');
    });
    return (await readKept(path)) ?? fail(path, new Error('it is gone again'));
  } catch (error) {
    return fail(path, error as Error);
  } finally {
    await rm(draft, { force: true });
  }
}

async function readKept(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  const token = text.trim();
  return /^[!-~]{16,4096}$/.test(token) ? token : undefined;
}

function fail(path: string, cause: Error): never {
  throw new GalleyError('cannot-write', {
    what: `The token for the dashboard can't be kept at ${path}`,
    why: `${cause.message}.`,
    todo: 'Remove the file, or choose the token: export GALLEY_APP_OPERATOR_TOKEN=…',
    cause,
  });
}
