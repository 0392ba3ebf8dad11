import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** The package's folders, and the names under which the rule engine looks for them: platform and architecture. */
const prebuilds: Readonly<Record<string, string>> = {
  'Linux-X64': 'linux-x64',
  'Linux-ARM64': 'linux-arm64',
  'macOS-X64': 'macos-x64',
  'macOS-ARM64': 'macos-arm64',
  'Windows-X64': 'windows-x64',
};

/**
 * Copies the native grammars that ast-grep's own build lacks: here, so that nobody who installs Galley has to run the
 * install script of the package they come in. About 2.4 MB.
 */
export function copyNativeGrammars(root: string, target: string): void {
  mkdirSync(target, { recursive: true });
  for (const [folder, name] of Object.entries(prebuilds)) {
    const file = join(
      root,
      'node_modules/@ast-grep/lang-python/prebuilds',
      `prebuild-${folder}`,
      'parser.so',
    );
    copyFileSync(file, join(target, `python-${name}.so`));
  }
}
