import { join } from 'node:path';
import type { Log } from '../../log.ts';
import type { TestCodeReader } from '../../review/test-ports.ts';
import { packageFile } from '../cli/package-files.ts';

/** Parsers of test code, loaded by the first file that needs them. */
export function openTestCode(log: Log): TestCodeReader {
  let opening: Promise<TestCodeReader> | undefined;
  const open = async (): Promise<TestCodeReader> => {
    const { createTestCodeReader } = await import('../../syntax/test-code/create-test-code-reader.ts');
    const wasm = packageFile('wasm');
    return createTestCodeReader({
      grammarDirectory: wasm,
      runtimeWasm: join(wasm, 'web-tree-sitter.wasm'),
      log,
    });
  };
  return {
    async open(path) {
      opening ??= open();
      return (await opening).open(path);
    },
  };
}
