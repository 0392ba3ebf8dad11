import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { SyntaxOptions } from '../../../src/syntax/create-syntax.ts';

/** Where the development packages keep the runtime and the grammars. */
export function wasmFromNodeModules(): Pick<SyntaxOptions, 'runtimeWasm' | 'grammarDirectory'> {
  const { resolve } = createRequire(import.meta.url);
  return {
    runtimeWasm: resolve('web-tree-sitter/web-tree-sitter.wasm'),
    grammarDirectory: join(dirname(resolve('@vscode/tree-sitter-wasm/package.json')), 'wasm'),
  };
}
