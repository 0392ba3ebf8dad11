import { join } from 'node:path';
import { silentLog } from '../../src/log.ts';
import { packageFile } from '../../src/entry/cli/package-files.ts';
import type { FileHits } from '../../src/coverage/report.ts';
import type { CoveragePorts } from '../../src/review/coverage-ports.ts';
import { createFileInstrumenter } from '../../src/run/instrument/create-instrumenter.ts';
import { createCodeReader } from '../../src/syntax/code-facts/create-code-reader.ts';

/** Ports of coverage with hits that are known already. */
export function coverageOf(hits: ReadonlyMap<string, FileHits>): CoveragePorts {
  const wasm = packageFile('wasm');
  return {
    hits: {
      read: async () => ({
        files: hits,
        unusable: new Map(),
        sources: ['a run in the sandbox'],
        formats: ['istanbul'],
        notes: [],
      }),
    },
    baseHits: undefined,
    instrumenter: createFileInstrumenter(),
    code: createCodeReader({
      grammarDirectory: wasm,
      runtimeWasm: join(wasm, 'web-tree-sitter.wasm'),
      // On a busy machine the clock must not decide what is measured.
      maxMs: 60_000,
      log: silentLog,
    }),
  };
}
