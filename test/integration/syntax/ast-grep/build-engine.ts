import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { RuleEngine } from '../../../../src/rule/rule-engine.ts';
import {
  createRuleEngine,
  type RuleEngineOptions,
} from '../../../../src/syntax/ast-grep/create-rule-engine.ts';
import { copyRuleEngine } from '../../../../scripts/build/copy-rule-engine.ts';
import { wasmFromNodeModules } from '../wasm-from-node-modules.ts';

const root = join(import.meta.dirname, '../../../..');

export type Build = 'native' | 'wasm';

/** The engine as it is built, from a folder of its own. */
export interface BuiltEngine {
  open(build: Build, more?: Partial<RuleEngineOptions>): RuleEngine;
  /** Ends all engines and deletes the folder. */
  remove(): Promise<void>;
}

export async function buildEngine(): Promise<BuiltEngine> {
  // Inside the project: the process looks for the native build where other packages are.
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, 'node_modules/.cache/galley-rule-engine-'));
  const childEntry = join(folder, 'rule-engine.mjs');
  await build({
    entryPoints: [join(root, 'src/syntax/ast-grep/child.ts')],
    outfile: childEntry,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    banner: { js: "import{createRequire as own}from'node:module';const require=own(import.meta.url);" },
    logLevel: 'warning',
  });
  copyRuleEngine(root, folder);
  const engineWasm = join(folder, 'wasm/ast-grep.wasm');
  const opened: RuleEngine[] = [];
  return {
    open(build, more = {}) {
      const nativeDirectory = build === 'native' ? join(folder, 'native') : undefined;
      const engine = createRuleEngine({
        childEntry,
        nativeDirectory,
        engineWasm,
        ...wasmFromNodeModules(),
        ...more,
      });
      opened.push(engine);
      return engine;
    },
    async remove() {
      await Promise.all(opened.map((engine) => engine.close()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
