import { languageOf } from '../../change/chunk-language.ts';
import type { DocLanguage } from '../declaration.ts';
import type { DocTable } from './doc-table.ts';
import { csharpTable } from './csharp.ts';
import { goTable } from './go.ts';
import { javaTable } from './java.ts';
import { javascriptTable } from './javascript.ts';
import { pythonTable } from './python.ts';
import { rustTable } from './rust.ts';
import { tsxTable, typescriptTable } from './typescript.ts';

export const docTables: Readonly<Record<DocLanguage, DocTable>> = {
  typescript: typescriptTable,
  tsx: tsxTable,
  javascript: javascriptTable,
  python: pythonTable,
  go: goTable,
  java: javaTable,
  rust: rustTable,
  csharp: csharpTable,
};

/** How docs are written in the file of this path; undefined where Galley does not know. */
export function docTableOf(path: string): DocTable | undefined {
  return (docTables as Readonly<Record<string, DocTable | undefined>>)[languageOf(path)];
}
