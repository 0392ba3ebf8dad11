import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is measured, at the versions it is measured at: `packages.json`, `commits.json`. */
export function readPinned<Pinned>(file: 'packages.json' | 'commits.json'): readonly Pinned[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as readonly Pinned[];
}
