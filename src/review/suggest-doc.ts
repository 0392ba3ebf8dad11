import type { LineRange } from '../change/outline-lines.ts';
import { findStale } from '../docstring/find-stale.ts';
import { renameParam } from '../docstring/rename-param.ts';
import type { Finding, Suggestion } from '../finding/finding.ts';
import type { Insertion } from '../docstring/insertion.ts';
import { shownText } from './doc-finding.ts';
import { documentText, type DocumentPorts } from './document-text.ts';
import type { DocReviewOptions } from './doc-review-options.ts';
import type { DocHit } from './find-doc-hits.ts';
import type { DocSyntax } from './ports.ts';

/**
 * The finding with a proved suggestion, anchored on the lines that it replaces: of a parameter that was renamed its new name
 * in the doc, of a declaration without a doc what `describe` says of it. The same finding where there is none.
 */
export async function suggestDoc(
  finding: Finding,
  hit: DocHit,
  options: DocReviewOptions,
  ports: DocumentPorts,
): Promise<Finding> {
  const found =
    hit.stale.length === 0
      ? await suggestInsertion(hit, options, ports)
      : await suggestRename(hit, ports.syntax);
  return (found && withReplacement(finding, hit, found)) ?? finding;
}

/** The finding on the lines that are replaced; undefined where no hunk shows them all, or a credential stands in them. */
function withReplacement(finding: Finding, { prepared }: DocHit, found: Replacing): Finding | undefined {
  const { first, last } = found.lines;
  const quote = shownText(prepared, found.lines);
  // Where a credential was masked, the replacement would write the mask into the file.
  if (quote === undefined || quote.includes('[masked:')) return undefined;
  const suggestion: Suggestion = { replacement: found.replacement, proof: 'parsed' };
  const anchor = { path: prepared.file.path, side: 'head', startLine: first, endLine: last } as const;
  return { ...finding, anchor, quote, suggestion };
}

/** The same for a doc that was written and proved already. */
export function suggestInsertedDoc(finding: Finding, hit: DocHit, doc: Insertion): Finding | undefined {
  return withReplacement(finding, hit, replacing(hit.text, doc, hit.declaration.lines.first));
}

interface Replacing {
  readonly lines: LineRange;
  /** Without the last line feed. */
  readonly replacement: string;
}

async function suggestInsertion(
  { text, declaration, prepared }: DocHit,
  options: DocReviewOptions,
  ports: DocumentPorts,
): Promise<Replacing | undefined> {
  const { lines, span } = declaration;
  const { path } = prepared.file;
  const documented = await documentText(
    { path, text },
    { ...options, added: [lines] },
    {
      ...ports,
      describe: async (code) =>
        code.declaration.span.start === span.start && code.declaration.symbol === declaration.symbol
          ? ports.describe(code)
          : { failure: 'another declaration' },
    },
  );
  const [insertion] = documented?.insertions ?? [];
  return insertion && replacing(text, insertion, lines.first);
}

/** The inserted doc with the lines between it and the declaration's first line. */
function replacing(text: string, { at, text: doc }: Insertion, firstLine: number): Replacing {
  const below = text.slice(0, at).split('\n').length;
  const isAbove = below <= firstLine;
  const lines = isAbove ? { first: below, last: firstLine } : { first: firstLine, last: below - 1 };
  const kept = text
    .split('\n')
    .slice(lines.first - 1, lines.last)
    .join('\n');
  const whole = isAbove ? `${doc}${kept}` : `${kept}\n${doc.replace(/\n$/, '')}`;
  return { lines, replacement: whole.replace(/\r$/, '') };
}

/** Proved: the code around it is the same to the parser, and the doc fits. */
async function suggestRename(
  { text, file, table, declaration, stale, prepared }: DocHit,
  syntax: DocSyntax,
): Promise<Replacing | undefined> {
  const renamed = stale.find(({ renamedTo }) => renamedTo !== '');
  if (renamed === undefined) return undefined;
  const { name: from, renamedTo: to } = renamed;
  const line = renameParam(text, declaration, table, { from, to });
  if (line === undefined) return undefined;
  const fixed = text
    .split('\n')
    .map((old, index) => (index + 1 === line.line ? withEnd(line.text, old) : old));
  const after = fixed.join('\n');
  const read = await syntax.read(prepared.file.path, after);
  const isSame =
    read !== undefined &&
    read.errors === file.errors &&
    read.shape === file.shape &&
    read.comments.length === file.comments.length &&
    read.docstrings.length === file.docstrings.length;
  if (!isSame || findStale(after, read, table).length >= findStale(text, file, table).length)
    return undefined;
  return { lines: { first: line.line, last: line.line }, replacement: line.text };
}

function withEnd(text: string, old: string): string {
  return old.endsWith('\r') ? `${text}\r` : text;
}
