import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseDeclarations } from '../../src/docstring/choose-declarations.ts';
import type { Declaration } from '../../src/docstring/declaration.ts';
import { docTableOf } from '../../src/docstring/languages/table-of.ts';
import { readDoc } from '../../src/docstring/read-doc.ts';
import { signatureOf } from '../../src/review/document-text.ts';
import type { DocSyntax } from '../../src/review/ports.ts';
import { drawOf } from './draw.ts';
import { fetchPackage, type CodePackage } from './fetch-packages.ts';
import { stripComments } from './strip-comments.ts';

/** A function of a package whose comments were taken away, and what its authors had written about it. */
export interface BareFunction {
  /** `package:path#symbol` */
  readonly id: string;
  readonly path: string;
  /** Of its whole file, without any comment. */
  readonly text: string;
  readonly declaration: Declaration;
  /** The doc that was there: the reference. */
  readonly reference: string;
}

/** Of one file, so that no style of writing rules the figure. */
const mostOfFile = 2;
const shortestLines = 2;
const longestLines = 60;
/** Below it a doc says nothing to compare with, in characters. */
const shortestReference = 20;

const functions = new Set<Declaration['kind']>(['function', 'method', 'getter', 'constructor']);
const leftOut =
  /(^|\/)(node_modules|tests?|__tests__|_?cjs|_esm|_types|dist|fp|locale|examples?)(\/|$)|\.(d\.[mc]?ts|min\.[mc]?js|cjs)$/;

/** As many documented functions of a package as wanted, drawn by the hash of their name: the same at every run. */
export async function collectFunctions(
  source: CodePackage,
  count: number,
  syntax: DocSyntax,
): Promise<readonly BareFunction[]> {
  const root = join(fetchPackage(source), source.folder);
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.(?:m?js|tsx?)$/.test(path) && !leftOut.test(path),
  );
  const ordered = paths.toSorted((a, b) => drawOf(a).localeCompare(drawOf(b)));
  const found: BareFunction[] = [];
  const seen = new Set<string>();
  for (const path of ordered) {
    if (found.length >= count) break;
    const text = readFileSync(join(root, path), 'utf8');
    for (const one of await functionsOf(source.name, path, text, syntax)) {
      const code = one.text.slice(one.declaration.span.start, one.declaration.span.end);
      if (seen.has(code)) continue;
      seen.add(code);
      found.push(one);
    }
  }
  return found.slice(0, count);
}

async function functionsOf(
  name: string,
  path: string,
  original: string,
  syntax: DocSyntax,
): Promise<readonly BareFunction[]> {
  const table = docTableOf(path);
  const file = table && (await syntax.read(path, original));
  if (table === undefined || file === undefined || file.errors > 0) return [];
  const references = new Map<string, string>();
  for (const declaration of file.declarations) {
    const doc = readDoc(original, declaration, table);
    const key = `${declaration.symbol} ${signatureOf(original, declaration)}`;
    if (doc !== undefined) references.set(key, doc.lines.join('\n'));
  }
  const text = stripComments(original, file.comments);
  const bare = await syntax.read(path, text);
  if (bare === undefined || bare.errors > 0) return [];
  const options = { scope: 'public', added: undefined, runtimeDocs: false } as const;
  return chooseDeclarations(text, bare, options, table)
    .chosen.map(({ declaration }) => ({
      id: `${name}:${path}#${declaration.symbol}`,
      path,
      text,
      declaration,
      reference: references.get(`${declaration.symbol} ${signatureOf(text, declaration)}`) ?? '',
    }))
    .filter(({ declaration, reference }) => isWanted(declaration, reference))
    .toSorted((a, b) => drawOf(a.id).localeCompare(drawOf(b.id)))
    .slice(0, mostOfFile);
}

function isWanted({ kind, lines }: Declaration, reference: string): boolean {
  const count = lines.last - lines.first + 1;
  const words = reference.replace(/^\s*@[\s\S]*/m, '');
  return (
    functions.has(kind) &&
    count >= shortestLines &&
    count <= longestLines &&
    words.trim().length >= shortestReference
  );
}
