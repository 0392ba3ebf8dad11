import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Syntax } from '../../review/ports.ts';
import { packageFile } from './package-files.ts';

/** More threads parse no faster than one thread can cut. */
const mostThreads = 4;

/** Parsers, loaded by the first file that needs one. */
export function openSyntax(): Syntax {
  let opening: Promise<Syntax> | undefined;
  return {
    expect(texts) {
      if (texts === 0) return;
      opening ??= open();
      // Who asks for an Outline learns of a failure.
      opening.then((syntax) => syntax.expect?.(texts)).catch(() => {});
    },
    async outline(path, text, lines) {
      opening ??= open();
      return (await opening).outline(path, text, lines);
    },
    close() {
      opening?.then((syntax) => syntax.close?.()).catch(() => {});
    },
  };
}

async function open(): Promise<Syntax> {
  const { createSyntax } = await import('../../syntax/create-syntax.ts');
  const workerEntry = packageFile('syntax-worker.js');
  return createSyntax({
    grammarDirectory: packageFile('wasm'),
    runtimeWasm: packageFile('wasm/web-tree-sitter.wasm'),
    // Code that was not built has none.
    workerEntry: existsSync(workerEntry) ? workerEntry : undefined,
    threads: Math.min(mostThreads, availableParallelism()),
  });
}
