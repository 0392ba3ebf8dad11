import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { GeneratedChange } from './generate-change.ts';

/** Installed packages that ship code as people wrote it, in TypeScript and JavaScript. */
const packages = [
  'ajv/lib',
  'ollama/src',
  'commander/lib',
  'dependency-cruiser/src',
  'eslint/lib/linter',
  'zod/src/v4/classic',
];
const isCode = /(?<!\.d)\.(?:ts|js|mjs)$/;
const isTest = /(?:^|\/)(?:tests?|__tests__|locales)\//;

/** Real code as if all of it were new: whole files of installed packages, staged, until there are enough lines. */
export function installedChange(modules: string, lines: number): GeneratedChange {
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-'));
  const files = packages.flatMap((name) =>
    readdirSync(join(modules, name), { recursive: true, encoding: 'utf8' })
      .sort()
      .filter((path) => isCode.test(path) && !isTest.test(path))
      .map((path) => join(name, path)),
  );
  let changedLines = 0;
  let count = 0;
  for (const path of files) {
    if (changedLines >= lines) break;
    // `lib` and `node_modules` in a path may mean that nobody wrote the file by hand.
    const target = join(folder, path.replace(/(^|\/)lib(?=\/)/, '$1src'));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(modules, path), target);
    changedLines += readFileSync(target, 'utf8').split('\n').length - 1;
    count++;
  }
  execFileSync('git', ['init', '-q', '-b', 'main'], { cwd: folder });
  execFileSync('git', ['add', '--force', '.'], { cwd: folder });
  return {
    folder,
    files: count,
    changedLines,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
