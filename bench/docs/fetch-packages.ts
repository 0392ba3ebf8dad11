import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A package of npm at one version, and the folder of it whose code people read. */
export interface CodePackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'galley-bench/packages');

export function readPackages(): readonly CodePackage[] {
  return JSON.parse(
    readFileSync(join(import.meta.dirname, 'packages.json'), 'utf8'),
  ) as readonly CodePackage[];
}

/**
 * Unpacks what is not there yet. npm checks each archive against its registry's hash; nothing of a package is run.
 *
 * @returns the folder that holds the package's own files
 */
export function fetchPackage({ name, version }: CodePackage): string {
  const folder = join(cache, `${name.replace('/', '+')}@${version}`);
  if (existsSync(folder)) return join(folder, 'package');
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const archive = execFileSync('npm', ['pack', '--silent', `${name}@${version}`], { cwd: partial })
    .toString()
    .trim();
  execFileSync('tar', ['-xzf', archive], { cwd: partial });
  renameSync(partial, folder);
  return join(folder, 'package');
}
