import type { Declaration, DocFile } from './declaration.ts';
import type { DocTable } from './languages/doc-table.ts';
import { readDoc, type WrittenDoc } from './read-doc.ts';
import type { DocStyle } from './style.ts';

/** What a repository says of its style outside of its docs, as read from its files. Undefined: nothing is said. */
export interface StyleSettings {
  /** Of the language's formatter or linter, else `max_line_length` of .editorconfig. In characters. */
  readonly width?: number | undefined;
  /** `end_of_line` of .editorconfig. */
  readonly eol?: '\n' | '\r\n' | undefined;
  /** `convention` of ruff or pydocstyle. */
  readonly convention?: 'google' | 'numpy' | 'pep257' | undefined;
  /** Options of eslint-plugin-jsdoc. */
  readonly jsdoc?:
    | {
        /** `require-hyphen-before-param-description` */
        readonly hyphen?: boolean | undefined;
        /** `no-types` gives `none`; `require-param-type` `every`, or `neutral` where a compiler reads the comments. */
        readonly types?: DocStyle['types'] | undefined;
        /** `require-yields-type` */
        readonly yieldTypes?: boolean | undefined;
        /** `require-param`, `require-returns` */
        readonly required?: DocStyle['required'] | undefined;
        /** `multiline-blocks` with `noSingleLineBlocks` gives `block`. */
        readonly shape?: DocStyle['shape'] | undefined;
        /** `tag-lines` with a `startLines` above 0 */
        readonly gap?: boolean | undefined;
      }
    | undefined;
}

/** One style for all files, or that of each path: where tools are configured by folder. */
export type StyleSource = StyleSettings | ((path: string) => Promise<StyleSettings>);

export async function styleFor(path: string, source: StyleSource): Promise<StyleSettings> {
  return typeof source === 'function' ? source(path) : source;
}

/** Docs looked at: a few near by tell more of a style than all of them. */
const mostDocs = 20;
/** Widths of lines that somebody may have chosen, in characters. */
const narrowest = 60;
const widest = 140;

/** The docs of a file, those nearest to a place first. */
export function docsNear(text: string, file: DocFile, table: DocTable, offset = 0): WrittenDoc[] {
  const distance = ({ span }: Declaration): number => Math.abs(span.start - offset);
  return file.declarations
    .toSorted((a, b) => distance(a) - distance(b))
    .flatMap((declaration) => readDoc(text, declaration, table) ?? [])
    .slice(0, mostDocs);
}

/**
 * The style of a repository: its settings first, then how its docs are written, then what is usual in the language.
 *
 * @param docs of the same language, nearest first
 * @param text the file that is to be documented: its first end of line is that of the style when nothing else is said
 */
export function learnStyle(
  docs: readonly WrittenDoc[],
  settings: StyleSettings,
  text: string,
  table: DocTable,
): DocStyle {
  const near = docs.slice(0, mostDocs);
  const usual = table.style;
  const { jsdoc = {} } = table.form === 'jsdoc' ? settings : {};
  return {
    width: widthOf(settings, near, usual.width),
    eol: firstEol(text) ?? settings.eol ?? usual.eol,
    shape: jsdoc.shape ?? vote(near.map(shapeOf)) ?? usual.shape,
    sections: sectionsOf(settings, near) ?? usual.sections,
    hyphen: jsdoc.hyphen ?? vote(near.map(hyphenOf)) ?? usual.hyphen,
    gap: jsdoc.gap ?? vote(near.map(gapOf)) ?? usual.gap,
    types: table.language === 'javascript' ? typesFor(text, jsdoc.types ?? vote(near.map(typesOf))) : 'none',
    yieldTypes: jsdoc.yieldTypes ?? usual.yieldTypes,
    required: jsdoc.required ?? usual.required,
    fullStop: vote(near.map(fullStopOf)) ?? usual.fullStop,
  };
}

/** What most of them show; undefined where none shows anything, and the nearest one's where they are even. */
function vote<Value>(shown: readonly (Value | undefined)[]): Value | undefined {
  const votes = new Map<Value, number>();
  for (const value of shown) if (value !== undefined) votes.set(value, (votes.get(value) ?? 0) + 1);
  return [...votes].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function firstEol(text: string): string | undefined {
  return /\r?\n/.exec(text)?.[0];
}

/** Three docs of several lines show how long a line may get; one could be short by chance. */
function widthOf({ width }: StyleSettings, docs: readonly WrittenDoc[], usual: number): number {
  if (width !== undefined && width >= 20 && width <= 1000) return width;
  const long = docs.filter(({ lines }) => lines.length > 1);
  const longest = Math.max(
    0,
    ...long.flatMap(({ raw }) => raw.split('\n').map((line) => line.trimEnd().length)),
  );
  if (long.length < 3 || longest < narrowest) return usual;
  return Math.min(Math.max(longest, usual), widest);
}

function shapeOf({ raw, lines }: WrittenDoc): DocStyle['shape'] | undefined {
  if (lines.length !== 1) return undefined;
  // Of C#: an element on one line, or its marks on lines of their own.
  return /[\r\n]/.test(raw) ? 'block' : 'one-line';
}

function sectionsOf(
  { convention }: StyleSettings,
  docs: readonly WrittenDoc[],
): DocStyle['sections'] | undefined {
  if (convention === 'google' || convention === 'numpy') return convention;
  return vote(
    docs.map(({ lines }) => {
      const text = lines.join('\n');
      if (/^\s*:(?:param|returns?|raises?|rtype)\b[^:\n]*:/m.test(text)) return 'rest';
      if (/^\s*(?:Parameters|Returns|Raises|Yields)\n\s*-{3,}/m.test(text)) return 'numpy';
      return /^\s*(?:Args|Arguments|Returns|Raises|Yields):\s*$/m.test(text) ? 'google' : undefined;
    }),
  );
}

const param = /^@param\s+(\{(?:[^{}]|\{[^{}]*\})*\}\s+)?(?:\[[^\]]*\]|[\w$.]+)\s+(-\s)?\S/m;

function hyphenOf({ lines }: WrittenDoc): boolean | undefined {
  const found = param.exec(lines.join('\n'));
  return found === null ? undefined : found[2] !== undefined;
}

function typesOf({ lines }: WrittenDoc): DocStyle['types'] | undefined {
  const found = /^@(?:param|returns?)\s+(\{)?\S/m.exec(lines.join('\n'));
  return found === null ? undefined : found[1] === undefined ? 'none' : 'neutral';
}

/** A file that asks for it is read by a compiler, whatever its linter wants. */
function typesFor(text: string, types: DocStyle['types'] = 'none'): DocStyle['types'] {
  return types === 'every' && /^\s*\/\/\s*@ts-check\b/m.test(text) ? 'neutral' : types;
}

function gapOf({ lines }: WrittenDoc): boolean | undefined {
  const tag = lines.findIndex((line) => /^@(?:param|returns?|throws)\b/.test(line));
  return tag <= 0 ? undefined : lines[tag - 1]?.trim() === '';
}

/** Of the summary only: what stands before the first blank line or tag. */
function fullStopOf({ lines }: WrittenDoc): boolean | undefined {
  const bare = lines
    .map((line) => line.replace(/<\/?summary>/g, '').trim())
    .filter((line, index, all) => line !== '' || index < all.length - 1);
  const start = bare.findIndex((line) => line !== '');
  const end = bare.findIndex((line, index) => index > start && (line === '' || /^[@<:]/.test(line)));
  const summary = bare
    .slice(Math.max(0, start), end < 0 ? bare.length : end)
    .join(' ')
    .trim();
  if (!/\p{L}/u.test(summary) || summary.startsWith('@')) return undefined;
  return /[.!?]$/.test(summary);
}
