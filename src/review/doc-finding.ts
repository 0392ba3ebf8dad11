import type { LineRange } from '../change/outline-lines.ts';
import type { StaleDoc } from '../docstring/find-stale.ts';
import { headLines } from '../docstring/head-lines.ts';
import type { Finding } from '../finding/finding.ts';
import { fingerprintOf } from '../finding/fingerprint.ts';
import { sanitise } from '../safety/sanitise.ts';
import type { DocHit } from './find-doc-hits.ts';
import type { PreparedFile } from './prepare-files.ts';

/** What decides findings about docs, as `galley-ignore-next-line` comments name it. */
export const docRules = {
  undocumented: 'galley/undocumented',
  stale: 'galley/stale-doc',
} as const;

const mostTitleCharacters = 80;
const mostMessageCharacters = 400;

/**
 * One finding a declaration, on its first line, or where the change does not show that, on the first line that it shows of its
 * doc and signature. Undefined where it shows none. The fingerprint holds the declaration's first line wherever that stands.
 */
export function docFinding(hit: DocHit): Finding | undefined {
  const { prepared, text, table, declaration, stale } = hit;
  const { path } = prepared.file;
  const { symbol, lines } = declaration;
  const head = headLines(text, declaration, table);
  const line =
    shownText(prepared, { first: lines.first, last: lines.first }) === undefined
      ? firstShown(prepared, head)
      : lines.first;
  const quote = line === undefined ? undefined : shownText(prepared, { first: line, last: line });
  if (line === undefined || quote === undefined) return undefined;
  const identity = { path, symbol, category: 'docs', quote: firstLine(hit, declaration) } as const;
  return {
    anchor: { path, side: 'head', startLine: line, endLine: line },
    severity: 'info',
    category: 'docs',
    origin: 'docs',
    ...wording(hit),
    rule: stale.length === 0 ? docRules.undocumented : docRules.stale,
    quote,
    symbol,
    fingerprint: fingerprintOf({ ...identity, occurrence: occurrenceOf(hit) }),
    confidence: null,
    proof: null,
    suggestion: null,
  };
}

/** These lines of the head file, where one hunk shows them all; undefined where none does. */
export function shownText({ file }: PreparedFile, { first, last }: LineRange): string | undefined {
  for (const { lines } of file.hunks) {
    const shown = lines.filter(({ headLine = 0 }) => first <= headLine && headLine <= last);
    if (shown.length > 0 && shown.length === last - first + 1)
      return shown.map(({ text }) => text).join('\n');
  }
  return undefined;
}

function firstShown({ file }: PreparedFile, { first, last }: LineRange): number | undefined {
  return file.hunks
    .flatMap(({ lines }) => lines.map(({ headLine = 0 }) => headLine))
    .find((line) => first <= line && line <= last);
}

function firstLine({ text }: DocHit, { lines }: DocHit['declaration']): string {
  return text.split('\n')[lines.first - 1] ?? '';
}

/** Overloads may have the same name and the same first line. */
function occurrenceOf(hit: DocHit): number {
  const { file, declaration } = hit;
  const quote = firstLine(hit, declaration).trim();
  const before = file.declarations.slice(0, file.declarations.indexOf(declaration));
  return before.filter((one) => one.symbol === declaration.symbol && firstLine(hit, one).trim() === quote)
    .length;
}

function wording({ declaration, stale, prepared }: DocHit): Pick<Finding, 'title' | 'message'> {
  const { kind, symbol } = declaration;
  const [title, message] =
    stale.length === 0
      ? [
          `The ${kind} ${symbol} has no doc comment`,
          `Callers see its signature alone. galley docs --write ${prepared.file.path}`,
        ]
      : [`The doc of ${symbol} does not fit it`, stale.map(tell).join(' ')];
  return {
    title: sanitise(title, mostTitleCharacters),
    message: sanitise(message, mostMessageCharacters),
  };
}

function tell({ problem, name, renamedTo }: StaleDoc): string {
  switch (problem) {
    case 'unknown-param':
      return renamedTo === ''
        ? `It documents \`${name}\`, which is no parameter.`
        : `It documents \`${name}\`, which is now \`${renamedTo}\`.`;
    case 'missing-param':
      return `It does not document \`${name}\`, as it does other parameters.`;
    case 'missing-returns':
      return 'It does not say what is returned.';
  }
}
