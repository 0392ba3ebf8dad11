import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Path of a file that the build puts into dist/. This code itself may stand in dist/ or, shared by several entries, in
 * dist/chunks/.
 */
export function packageFile(name: string): string {
  const candidates = [`./${name}`, `../${name}`].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  return candidates.find((path) => existsSync(path)) ?? candidates[0] ?? name;
}
