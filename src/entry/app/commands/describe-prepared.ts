import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GalleyError, isGalleyError } from '../../../errors.ts';
import { readImage } from '../../../run/image/read-image.ts';
import type { PreparedRunner } from './prepared-runner.ts';

/**
 * What is prepared, in a line for the operator. Each image is looked at, none is unpacked.
 *
 * Throws GalleyError: `invalid-config`, `image-unusable`.
 */
export async function describePrepared(prepared: PreparedRunner): Promise<string> {
  if (prepared.kind === 'install') return `${prepared.command.join(' ')}, for each lock file of a base`;
  const names = await listNames(prepared.path);
  const images = names.filter((name) => name.endsWith('.tar'));
  for (const name of images) await check(name, join(prepared.path, name));
  return `${names.length - images.length} folders and ${images.length} images in ${prepared.path}`;
}

/** `OWNER/NAME` and `OWNER/NAME.tar`. */
async function listNames(folder: string): Promise<string[]> {
  try {
    const owners = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    const names = owners.map(async ({ name: owner }) =>
      (await readdir(join(folder, owner))).map((name) => join(owner, name)),
    );
    return (await Promise.all(names)).flat();
  } catch (error) {
    throw new GalleyError('invalid-config', {
      what: `${folder} of GALLEY_RUNNER cannot be read`,
      why: String(error),
      todo: `mkdir -p ${folder}`,
    });
  }
}

async function check(name: string, archive: string): Promise<void> {
  try {
    await readImage(archive);
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    const { code, why, todo } = error;
    throw new GalleyError(code, { what: `The image ${name} cannot be used`, why, todo });
  }
}
