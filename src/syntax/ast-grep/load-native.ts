import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Grammars, SgNode } from './sg-node.ts';

interface Napi {
  parse(language: string, text: string): { root(): SgNode };
  registerDynamicLanguage(languages: Readonly<Record<string, object>>): void;
}

/** Grammars that are part of the native build, by our name of the language. */
const builtIn: Readonly<Record<string, string>> = {
  typescript: 'TypeScript',
  tsx: 'Tsx',
  javascript: 'JavaScript',
};

const systems: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'macos', win32: 'windows' };

/**
 * The native build: JavaScript and TypeScript, and the languages whose grammar lies in `directory` for this platform as
 * `python-linux-x64.so`. Throws when the platform has none, or when it was left out of the installation.
 *
 * @param from file or URL that the package is looked up from
 */
export function loadNative(directory: string, from: string): Grammars {
  const napi = createRequire(from)('@ast-grep/napi') as Napi;
  const system = systems[process.platform] ?? process.platform;
  const library = join(directory, `python-${system}-${process.arch}.so`);
  const names = { ...builtIn };
  if (existsSync(library) && registered(napi, library)) names['python'] = 'python';
  return {
    build: 'native',
    slowness: 1,
    knows: (language) => Object.hasOwn(names, language),
    // Its memory belongs to the garbage collector.
    parse: (language, text) => ({
      root: napi.parse(names[language] ?? language, text).root(),
      free: () => {},
    }),
  };
}

/** `$` starts no name in Python: a letter that may stands for it in patterns, as ast-grep's own package has it. */
export const pythonExpando = 'µ';

function registered(napi: Napi, libraryPath: string): boolean {
  try {
    napi.registerDynamicLanguage({
      python: {
        libraryPath,
        extensions: ['py'],
        languageSymbol: 'tree_sitter_python',
        expandoChar: pythonExpando,
      },
    });
    return true;
  } catch {
    // A C library of another kind: the WebAssembly build knows Python as well.
    return false;
  }
}
