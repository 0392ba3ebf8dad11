import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of the browser that the system has; undefined: none. */
export function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((path) => path !== '');
  return folders.map((path) => join(path, 'chromium')).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
