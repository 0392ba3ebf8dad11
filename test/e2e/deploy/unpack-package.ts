import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/**
 * Packs what `npm install` would get and unpacks it into a folder that everybody may read and nobody may write to, with no
 * other package beside it. It is gone after the tests of the file.
 */
export function unpackPackage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'galley-program-'));
  chmodSync(folder, 0o755);
  afterAll(() => {
    execFileSync('chmod', ['-R', 'u+w', folder]);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const answer = execFileSync('npm', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const [packed] = JSON.parse(answer.toString()) as { readonly filename: string }[];
  const target = join(folder, 'installed');
  mkdirSync(target);
  execFileSync('tar', ['-xzf', join(folder, packed!.filename), '-C', target, '--strip-components=1']);
  for (const path of [target, ...listAll(target)])
    chmodSync(path, statSync(path).isDirectory() ? 0o555 : 0o444);
  return target;
}

/** Files and folders below a folder, with the time each was written last. */
export function stateOf(folder: string): readonly string[] {
  return listAll(folder).map((path) => `${path} ${statSync(path).mtimeMs}`);
}

function listAll(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}
