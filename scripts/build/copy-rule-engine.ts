import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

const wasm = 'node_modules/@ast-grep/wasm';
const python = 'node_modules/@ast-grep/lang-python';

/** The folders of the package, and the names under which the rule engine looks for them: platform and architecture. */
const prebuilds: Readonly<Record<string, string>> = {
  'Linux-X64': 'linux-x64',
  'Linux-ARM64': 'linux-arm64',
  'macOS-X64': 'macos-x64',
  'macOS-ARM64': 'macos-arm64',
  'Windows-X64': 'windows-x64',
};

/**
 * Copies the WebAssembly build of ast-grep, and the grammar that its native build lacks: here, so that nobody who
 * installs Galley has to run the install script of the package it comes in. About 4 MB. Returns the folders of the
 * packages, relative to `root`.
 */
export function copyRuleEngine(root: string, dist: string): string[] {
  mkdirSync(join(dist, 'native'), { recursive: true });
  const engine = copyRuleWasm(root, dist);
  for (const [folder, name] of Object.entries(prebuilds)) {
    const file = join(root, python, 'prebuilds', `prebuild-${folder}`, 'parser.so');
    copyFileSync(file, join(dist, 'native', `python-${name}.so`));
  }
  return [...engine, python];
}

/** The WebAssembly build alone, for where no native build can be installed. */
export function copyRuleWasm(root: string, dist: string): string[] {
  mkdirSync(join(dist, 'wasm'), { recursive: true });
  copyFileSync(join(root, wasm, 'wasm_bg.wasm'), join(dist, 'wasm/ast-grep.wasm'));
  return [wasm];
}
