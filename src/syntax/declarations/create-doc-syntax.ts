import { languageOf } from '../../change/chunk-language.ts';
import type { DocLanguage } from '../../docstring/declaration.ts';
import type { DocSyntax } from '../../review/ports.ts';
import type { ParserOptions } from '../create-parser.ts';
import type { DocReader } from './doc-reader.ts';
import { createJavaScriptReader, javaScriptLanguages } from './javascript/create-javascript-reader.ts';
import { createTreeReader, treeLanguages } from './tree/create-tree-reader.ts';

/** Parsers of this thread for the languages whose docs are known. Each loads at the first file that needs it. */
export function createDocSyntax(options: ParserOptions): DocSyntax {
  const { maxLength = 1_048_576 } = options;
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
  };
}
