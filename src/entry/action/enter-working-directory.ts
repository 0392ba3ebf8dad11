import { resolve } from 'node:path';
import { GalleyError } from '../../errors.ts';
import type { Runner } from './open-runner.ts';
import type { Inputs } from './read-inputs.ts';

/**
 * Makes the folder of the input the one that relative paths are in, as it is for a step that runs a command. Returns its
 * absolute path. Throws GalleyError `unreadable-file`.
 */
export function enterWorkingDirectory({ workingDirectory }: Inputs, { workspace }: Runner): string {
  const folder = resolve(workspace, workingDirectory);
  try {
    process.chdir(folder);
    return process.cwd();
  } catch (cause) {
    throw new GalleyError('unreadable-file', {
      what: `Can't work in ${folder}`,
      why: `The system says ${(cause as NodeJS.ErrnoException).code ?? String(cause)}.`,
      todo: 'Correct the input working-directory',
      cause,
    });
  }
}
