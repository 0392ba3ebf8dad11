import { cpSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** Copies what a runner looks at of the committed Action, and nothing beside it, to a new folder. */
export function placeAction(folder: string): string {
  for (const part of ['action.yml', 'dist/action'])
    cpSync(join(root, part), join(folder, part), { recursive: true });
  return folder;
}
