import { createTestCodeReader } from '../../src/syntax/test-code/create-test-code-reader.ts';
import type { ParseCode } from '../../src/testgen/code/code-node.ts';
import { wasmFromNodeModules } from '../integration/syntax/wasm-from-node-modules.ts';

const reader = createTestCodeReader(wasmFromNodeModules());

/** The real parser for the extension of a path. */
export async function parserFor(path: string): Promise<ParseCode> {
  const parse = await reader.open(path);
  if (parse === undefined) throw new Error(`no parser for ${path}`);
  return parse;
}
