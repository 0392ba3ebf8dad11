import { languageOf } from '../../change/chunk-language.ts';
import type { DocLanguage } from '../../docstring/declaration.ts';
import type { DocSyntax } from '../../review/ports.ts';
import { silentLog } from '../../log.ts';
import type { ParserOptions } from '../create-parser.ts';
import { askPython } from './ask-python.ts';
import type { DocReader } from './doc-reader.ts';
import { createJavaScriptReader, javaScriptLanguages } from './javascript/create-javascript-reader.ts';
import { createTreeReader, treeLanguages } from './tree/create-tree-reader.ts';

export interface DocSyntaxOptions extends ParserOptions {
  /** Where to look for `python3`, as a second witness for Python; without it none is started. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Parsers of this thread for the languages whose docs are known. Each loads at the first file that needs it. */
export function createDocSyntax(options: DocSyntaxOptions): DocSyntax {
  const { maxLength = 1_048_576, env, log = silentLog } = options;
  const readJavaScript = createJavaScriptReader(options);
  const readTree = createTreeReader(options);
  const readers: ReadonlyMap<string, DocReader> = new Map<DocLanguage, DocReader>([
    ...javaScriptLanguages.map((language) => [language, readJavaScript] as const),
    ...treeLanguages.map((language) => [language, readTree] as const),
  ]);
  return {
    async read(path, text) {
      return text.length > maxLength ? undefined : readers.get(languageOf(path))?.(path, text);
    },
    async isSameProgram(path, before, after) {
      if (languageOf(path) !== 'python' || env === undefined) return undefined;
      return askPython(before, after, { python: 'python3', env, log });
    },
  };
}
