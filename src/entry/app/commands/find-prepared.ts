import { createHash } from 'node:crypto';
import { lstat, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isGalleyError } from '../../../errors.ts';
import type { Environment } from '../../../git/git-environment.ts';
import { openTree } from '../../../git/open-tree.ts';
import type { Log } from '../../../log.ts';
import type { PullRequest } from '../../../review/forge-ports.ts';
import { unpackImage, type UnpackedImage } from '../../../run/image/unpack-image.ts';
import {
  installDependencies,
  isManifest,
  type ManifestFile,
} from '../../../run/prepare/install-dependencies.ts';
import { escapeMarkdown } from '../../../safety/escape-markdown.ts';
import type { PreparedRunner } from './prepared-runner.ts';

interface Finding {
  readonly env: Environment;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** What tests of a repository run with. */
export interface Prepared {
  /** Where its dependencies are installed; undefined: nowhere but in the image's system. */
  readonly folder: string | undefined;
  /** Whose programs run them; undefined: those of this machine. */
  readonly image?: UnpackedImage;
}

/** Or a sentence that says why there is nothing. */
export type FoundPrepared = Prepared | { readonly why: string };

/**
 * The dependencies that tests of a pull request run with: those of its base, whatever the head would like to install.
 *
 * @param mirror bare repository that has the base
 */
export async function findPrepared(
  prepared: PreparedRunner,
  pull: PullRequest,
  mirror: string,
  options: Finding,
): Promise<FoundPrepared> {
  // As GitHub names them: no part leads anywhere else.
  const [owner = '', name = ''] = pull.repository.toLowerCase().split('/');
  if (prepared.kind === 'install')
    return install(prepared, join(prepared.folder, owner, name), pull, mirror, options);
  for (const path of [pull.repository, join(owner, name)]) {
    const folder = join(prepared.path, path);
    if ((await lstat(folder).catch(() => undefined)) !== undefined) return { folder: await realpath(folder) };
    const archive = `${folder}.tar`;
    const stats = await stat(archive).catch(() => undefined);
    if (stats?.isFile() === true) return unpack(archive, prepared.images, options);
  }
  return { why: 'the operator of the app has prepared nothing to run the tests of this repository in.' };
}

async function unpack(archive: string, folder: string, { log, signal }: Finding): Promise<FoundPrepared> {
  try {
    const image = await unpackImage(archive, { folder, signal });
    return { folder: image.workingFolder, image };
  } catch (error) {
    if (!isGalleyError(error) || error.code === 'interrupted') throw error;
    log.warn('an image cannot be used', { image: archive, why: error.why, todo: error.todo });
    return {
      why: `the image that the operator of the app has prepared cannot be used. ${escapeMarkdown(error.why)}.`,
    };
  }
}

async function install(
  { command }: Extract<PreparedRunner, { kind: 'install' }>,
  folder: string,
  pull: PullRequest,
  mirror: string,
  { env, log, signal }: Finding,
): Promise<FoundPrepared> {
  const files = await readManifests(pull.base.sha, mirror, env, signal);
  if (files.length === 0) return { why: 'the base has no lock file to install from.' };
  const key = createHash('sha256')
    .update(JSON.stringify([command, files]))
    .digest('hex')
    .slice(0, 32);
  try {
    return { folder: await installDependencies({ command, files, folder: join(folder, key), env, signal }) };
  } catch (error) {
    if (!isGalleyError(error) || error.code === 'interrupted') throw error;
    log.warn('dependencies could not be installed', { code: error.code, why: error.why });
    return { why: 'the dependencies of its base could not be installed; the log of the app says why.' };
  }
}

const mostManifests = 500;
const mostBytes = 16 * 1024 * 1024;

/** Manifests and lock files of a commit; none where no lock file is among them. */
async function readManifests(
  commit: string,
  mirror: string,
  env: Environment,
  signal: AbortSignal,
): Promise<readonly ManifestFile[]> {
  const tree = await openTree(commit, { cwd: mirror, env, signal });
  try {
    const kinds = tree.paths.map((path) => ({ path, kind: isManifest(path) }));
    if (!kinds.some(({ kind }) => kind === 'lock')) return [];
    const files: ManifestFile[] = [];
    for (const { path, kind } of kinds.filter((one) => one.kind !== undefined).slice(0, mostManifests)) {
      const text = await tree.read(path, mostBytes);
      if (text !== undefined && kind !== undefined) files.push({ path, text });
    }
    return files;
  } finally {
    await tree.close();
  }
}
