import { createDocSyntax } from '../../../../src/syntax/declarations/create-doc-syntax.ts';
import { wasmFromNodeModules } from '../../syntax/wasm-from-node-modules.ts';
import { checkFile } from './check-file.ts';
import type { CorpusFile } from './corpus-files.ts';

/** A process that checks one file after the other: where a parser takes it down, the others go on. */
const syntax = createDocSyntax({ ...wasmFromNodeModules(), maxMs: 20_000 });

process.on('message', ({ file, seed }: { readonly file: CorpusFile; readonly seed: number }) => {
  checkFile(file, syntax, seed).then(
    (account) => process.send?.(account),
    (error: unknown) =>
      process.send?.({ crash: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
