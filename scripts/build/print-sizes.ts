import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Prints what dist/ weighs: entries by themselves, folders as a whole. */
export function printSizes(dist: string): void {
  const sizes = new Map<string, number>();
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const top = relative(dist, path).split(/[\\/]/)[0] ?? '';
    sizes.set(top, (sizes.get(top) ?? 0) + statSync(path).size);
  }
  for (const [name, bytes] of sizes)
    console.log(`${(bytes / 1024).toFixed(0).padStart(8)} KiB  dist/${name}`);
}
