import { isAbsolute } from 'node:path';
import { GalleyError } from '../../../errors.ts';

/** What the operator has prepared to run tests of pull requests in. */
export type PreparedRunner =
  /**
   * A folder that has for each repository whose tests may be run an `OWNER/NAME` with its dependencies installed, or an
   * `OWNER/NAME.tar`, the archive of an image. `images` is the folder where these are unpacked.
   */
  | { readonly kind: 'folder'; readonly path: string; readonly images: string }
  /** Program and arguments that install dependencies, run in a folder with the manifests of the base. */
  | { readonly kind: 'install'; readonly command: readonly string[]; readonly folder: string };

/** Below the data folder, absolute. */
export interface KeptFolders {
  readonly runners: string;
  readonly images: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `GALLEY_RUNNER`: a folder. `GALLEY_RUNNER_INSTALL`: a command, its words apart by blanks; no shell reads it.
 *
 * @param kept where installed dependencies and unpacked images are kept
 * @returns undefined: nothing is prepared
 * @throws GalleyError `invalid-config`
 */
export function readPreparedRunner(env: Environment, kept: KeptFolders): PreparedRunner | undefined {
  const path = env['GALLEY_RUNNER'] ?? '';
  const command = (env['GALLEY_RUNNER_INSTALL'] ?? '').split(/\s+/).filter((word) => word !== '');
  if (path !== '' && command.length > 0)
    throw new GalleyError('invalid-config', {
      what: 'GALLEY_RUNNER and GALLEY_RUNNER_INSTALL are both set',
      why: 'Dependencies are installed already, or are to be.',
      todo: 'unset GALLEY_RUNNER_INSTALL',
    });
  if (command.length > 0) return { kind: 'install', command, folder: kept.runners };
  if (path === '') return undefined;
  if (isAbsolute(path)) return { kind: 'folder', path, images: kept.images };
  throw new GalleyError('invalid-config', {
    what: 'GALLEY_RUNNER is no absolute path',
    why: '',
    todo: 'export GALLEY_RUNNER=/srv/runners',
  });
}
