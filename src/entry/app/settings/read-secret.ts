import { readFile } from 'node:fs/promises';
import { GalleyError } from '../../../errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** As container engines mount them: a file whose line feed at the end belongs to nobody. */
const mostBytes = 65_536;

/**
 * A secret from its variable, or from the file that the variable of the file names; never from an argument list.
 * Undefined: neither is set.
 *
 * @throws GalleyError `unreadable-file`
 */
export async function readSecret(
  env: Environment,
  name: string,
  fileName = `${name}_FILE`,
): Promise<string | undefined> {
  const given = env[name];
  if (given !== undefined && given !== '') return given;
  const path = env[fileName];
  if (path === undefined || path === '') return undefined;
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(fileName, path, (error as NodeJS.ErrnoException).code ?? 'it cannot be read', error);
  });
  if (text.length > mostBytes) throw unreadable(fileName, path, `it has more than ${mostBytes} characters`);
  return text.replace(/\r?\n$/, '');
}

function unreadable(variable: string, path: string, why: string, cause?: unknown): GalleyError {
  return new GalleyError('unreadable-file', {
    what: `The file that ${variable} names can't be read`,
    why: `${path}: ${why}.`,
    todo: `ls -l ${path}`,
    cause,
  });
}
