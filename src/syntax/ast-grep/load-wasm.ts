import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Grammars, SgNode } from './sg-node.ts';
import { pythonExpando } from './load-native.ts';

type Exports = Readonly<Record<string, unknown>>;

/** The part of the global that is used here; its types are those of browsers. */
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Exports } }>;
  };
};

/** `@ast-grep/wasm/wasm_bg.js`: what wasm-bindgen wrote, without the import of a module that only bundlers know. */
interface Glue {
  __wbg_set_wasm(exports: Exports): void;
  initializeTreeSitter(): Promise<void>;
  registerDynamicLanguage(languages: Readonly<Record<string, object>>): Promise<void>;
  parse(language: string, text: string): { root(): SgNode; free(): void };
}

export interface WasmFiles {
  /** Holds `tree-sitter-<grammar>.wasm`. */
  readonly grammarDirectory: string;
  readonly runtimeWasm: string;
  /** `wasm_bg.wasm` of @ast-grep/wasm. */
  readonly engineWasm: string;
}

/** Languages by name, with the letter that stands for `$` in patterns where `$` starts no name. */
const expandos: Readonly<Record<string, string | undefined>> = {
  typescript: undefined,
  tsx: undefined,
  javascript: undefined,
  python: pythonExpando,
  go: pythonExpando,
};

/** The WebAssembly build, on the grammars that the chunks are cut with. Knows no language before `add`. */
export async function loadWasm(
  files: WasmFiles,
): Promise<Grammars & { add(language: string): Promise<void> }> {
  const [bytes, treeSitter, glue] = await Promise.all([
    readFile(files.engineWasm),
    import('web-tree-sitter'),
    loadGlue(),
  ]);
  const { instance } = await WebAssembly.instantiate(bytes, { './wasm_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  // Told here where its file is; what ast-grep then asks for is there already.
  await treeSitter.Parser.init({ locateFile: () => files.runtimeWasm });
  await glue.initializeTreeSitter();
  const known = new Map<string, Promise<void>>();
  const ready = new Set<string>();
  return {
    build: 'wasm',
    slowness: 10,
    knows: (language) => ready.has(language),
    parse(language, text) {
      const tree = glue.parse(language, text);
      return { root: tree.root(), free: () => tree.free() };
    },
    async add(language) {
      if (!Object.hasOwn(expandos, language)) return;
      const expandoChar = expandos[language];
      const libraryPath = join(files.grammarDirectory, `tree-sitter-${language}.wasm`);
      const adding =
        known.get(language) ??
        glue.registerDynamicLanguage({ [language]: { libraryPath, ...(expandoChar && { expandoChar }) } });
      known.set(language, adding);
      await adding;
      ready.add(language);
    },
  };
}

function loadGlue(): Promise<Glue> {
  // @ts-expect-error: the package has no types for it.
  return import('@ast-grep/wasm/wasm_bg.js') as Promise<Glue>;
}
