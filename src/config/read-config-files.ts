import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { GalleyError } from '../errors.ts';
import type { ConfigFile } from './load-settings.ts';

export interface ConfigPlaces {
  /** The operator file: an absolute path. */
  readonly operatorPath: string;
  /** True when somebody named that file (`--config`): then it must exist. */
  readonly isOperatorFileRequired: boolean;
  /** Top of the working tree; undefined outside of a repository. */
  readonly repositoryRoot: string | undefined;
}

export interface ConfigFiles {
  readonly operator: ConfigFile;
  readonly repository: ConfigFile;
}

export const repositoryFileName = '.galley.yml';

/**
 * Reads both configuration files. A missing file is none. `.galley.yml` must be a regular file of the
 * repository: a link could show any file of this machine in an error message.
 *
 * Throws GalleyError `invalid-config`, naming the file: unreadable, too large, a link, not a file, not UTF-8.
 */
export async function readConfigFiles(places: ConfigPlaces): Promise<ConfigFiles> {
  const { operatorPath, isOperatorFileRequired, repositoryRoot } = places;
  const operator = await readText(operatorPath, operatorPath, 'follow-links');
  if (operator === undefined && isOperatorFileRequired)
    throw refuse(operatorPath, 'there is no such file', `check the path after --config`);
  return {
    operator: { path: operatorPath, text: operator },
    repository: {
      path: repositoryFileName,
      text: repositoryRoot === undefined ? undefined : await readRepositoryFile(repositoryRoot),
    },
  };
}

async function readRepositoryFile(root: string): Promise<string | undefined> {
  const folder = await realpath(root);
  const text = await readText(join(folder, repositoryFileName), repositoryFileName, 'refuse-links');
  if (text === undefined && (await exists(join(folder, misspelt))))
    throw refuse(
      misspelt,
      `the file must be named ${repositoryFileName}`,
      `mv ${misspelt} ${repositoryFileName}`,
    );
  return text;
}

const misspelt = '.galley.yaml';

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** 256 KiB: far above any real file, and what YAML makes of it still fits. */
const mostBytes = 262_144;

/** `name` is for messages. Undefined when there is no such file. */
export async function readText(
  path: string,
  name: string,
  links: 'follow-links' | 'refuse-links',
): Promise<string | undefined> {
  try {
    return decode(await readBytes(path, name, links), name);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code === 'ELOOP' || code === 'EMLINK') throw refuseLink(name);
    if (error instanceof GalleyError) throw error;
    throw refuse(name, `it cannot be read: ${(error as Error).message}`, '', error);
  }
}

async function readBytes(
  path: string,
  name: string,
  links: 'follow-links' | 'refuse-links',
): Promise<Uint8Array> {
  // O_NOFOLLOW does the same without a gap between check and use, but Windows lacks it.
  if (links === 'refuse-links' && (await lstat(path)).isSymbolicLink()) throw refuseLink(name);
  const noFollow = links === 'refuse-links' ? (constants.O_NOFOLLOW ?? 0) : 0;
  // A named pipe would block without O_NONBLOCK.
  const file = await open(path, constants.O_RDONLY | noFollow | (constants.O_NONBLOCK ?? 0));
  try {
    const { size } = await file.stat().then((facts) => {
      if (!facts.isFile()) throw refuse(name, 'it is not a regular file');
      return facts;
    });
    if (size > mostBytes) throw refuse(name, `it has ${size} bytes, at most ${mostBytes} are read`);
    const bytes = new Uint8Array(mostBytes + 1);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    if (bytesRead > mostBytes) throw refuse(name, `it grew beyond ${mostBytes} bytes while it was read`);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw refuse(name, 'it is not UTF-8 text', `iconv -f latin1 -t utf-8 ${name}`, error);
  }
}

function refuseLink(name: string): GalleyError {
  return refuse(name, 'it is a symbolic link', 'replace the link with a file of its own');
}

function refuse(name: string, why: string, todo = '', cause?: unknown): GalleyError {
  return new GalleyError('invalid-config', { what: `Can't use ${name}`, why, todo, cause });
}
