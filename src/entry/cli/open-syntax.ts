import type { Syntax } from '../../review/ports.ts';
import { packageFile } from './package-files.ts';

/** Parsers, loaded by the first file that needs one. */
export function openSyntax(): Syntax {
  let opened: Promise<Syntax> | undefined;
  return {
    async outline(path, text) {
      opened ??= open();
      return (await opened).outline(path, text);
    },
  };
}

async function open(): Promise<Syntax> {
  const { createSyntax } = await import('../../syntax/create-syntax.ts');
  const runtimeWasm = packageFile('wasm/web-tree-sitter.wasm');
  return createSyntax({ grammarDirectory: packageFile('wasm'), runtimeWasm });
}
