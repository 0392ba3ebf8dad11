import { chooseDeclarations, type ChoiceOptions } from '../docstring/choose-declarations.ts';
import type { Declaration } from '../docstring/declaration.ts';
import type { Insertion } from '../docstring/insertion.ts';
import { keepProved } from '../docstring/keep-proved.ts';
import { docTableOf } from '../docstring/languages/table-of.ts';
import { docsNear, learnStyle, styleFor, type StyleSource } from '../docstring/learn-style.ts';
import type { DocProse } from '../docstring/prose.ts';
import type { DocStyle } from '../docstring/style.ts';
import { renderDoc } from '../docstring/render-doc.ts';
import { whySkipFile } from '../docstring/skip-file.ts';
import { languageWords } from '../finding/language-words.ts';
import { namesOf } from '../finding/names-of.ts';
import { findProse, type ProsePorts } from './find-prose.ts';
import type { DocSyntax } from './ports.ts';
import { rereading } from './rereading.ts';

export interface DocumentOptions extends ChoiceOptions {
  /** What the repository's own tools say of its docs. */
  readonly style: StyleSource;
  /** Whether prose is checked against the code before it is written. Off only to try the proofs. */
  readonly isFiltered: boolean;
}

export interface DocumentPorts extends ProsePorts {
  readonly syntax: DocSyntax;
}

/** A text and the docs that were found for it. */
export interface DocumentedText {
  /** Proved to add comments and nothing else, in the order of their places. */
  readonly insertions: readonly Insertion[];
  /** What they say, and of what. */
  readonly written: readonly WrittenDoc[];
  /** Declarations of which nothing true was to be said. */
  readonly unsaid: readonly Unwritten[];
  /** Declarations whose doc was not proved to change nothing. */
  readonly unproved: readonly Unwritten[];
  /** Declarations about which no answer was to be had. */
  readonly unanswered: readonly Unwritten[];
}

/** The doc of one Declaration, apart from where and how it is written. */
export interface WrittenDoc {
  readonly symbol: string;
  /** Text of its signature: another Declaration of the same name may have another one. */
  readonly signature: string;
  readonly prose: DocProse;
}

export interface Unwritten {
  readonly symbol: string;
  readonly reason: string;
}

/**
 * Documents the Declarations of one file that want it, one after the other.
 *
 * @returns undefined for a file whose language has no docs here, or that could not be parsed whole; nothing for tests and
 *   generated code
 */
export async function documentText(
  { path, text }: { readonly path: string; readonly text: string },
  options: DocumentOptions,
  { syntax, ...ports }: DocumentPorts,
): Promise<DocumentedText | undefined> {
  if (whySkipFile(path, text) !== undefined) return nothing;
  const table = docTableOf(path);
  const file = table && (await syntax.read(path, text));
  if (table === undefined || file === undefined || file.errors > 0) return undefined;
  const known = options.isFiltered ? new Set([...languageWords, ...namesOf(text)]) : undefined;
  const found: (Insertion & WrittenDoc)[] = [];
  const unsaid: Unwritten[] = [];
  const unanswered: Unwritten[] = [];
  for (const { declaration, place } of chooseDeclarations(text, file, options, table).chosen) {
    const { symbol } = declaration;
    const said = await findProse({ path, language: table.language, text, declaration }, known, ports);
    if ('failure' in said) {
      unanswered.push({ symbol, reason: said.failure });
      continue;
    }
    if ('unsaid' in said) {
      unsaid.push({ symbol, reason: said.unsaid });
      continue;
    }
    const { prose } = said;
    const settings = await styleFor(path, options.style);
    const style = learnStyle(docsNear(text, file, table, declaration.span.start), settings, text, table);
    const comment = renderDoc({ table, declaration, prose, style, place });
    if (comment === '') unsaid.push({ symbol, reason: whyEmpty(style) });
    else
      found.push({ at: place.at, text: comment, symbol, signature: signatureOf(text, declaration), prose });
  }
  const { insertions, dropped } = await keepProved(
    { text, file },
    found,
    rereading(syntax, path, text),
    table,
  );
  return {
    insertions,
    written: found.filter((one) => insertions.includes(one)),
    unsaid,
    unproved: dropped.map(({ insertion, reason }) => ({ symbol: insertion.symbol, reason })),
    unanswered,
  };
}

function whyEmpty({ required }: DocStyle): string {
  return required.length === 0 ? 'nothing is left of its summary' : 'the linter wants all its parts';
}

const nothing: DocumentedText = { insertions: [], written: [], unsaid: [], unproved: [], unanswered: [] };

/** Blanks do not count: a formatter may have been there. */
export function signatureOf(text: string, { signature }: Declaration): string {
  return text.slice(signature.start, signature.end).replace(/\s+/g, ' ').trim();
}
