import { asciiFirst } from './ascii-first.ts';
import type { DocTable } from './languages/doc-table.ts';
import type { DocProse } from './prose.ts';
import { splitSentences } from './split-sentences.ts';

/** Caps in characters (code points): summaries above are no summaries, and no comment may bury its code. */
export const longestSummary = 240;
export const longestPart = 160;

/**
 * Makes prose inert for a comment of this language: one line a part, nothing that ends a comment, starts a tag, a section or
 * an example, hides or reorders text; within its caps. Cleaning twice changes nothing more.
 *
 * What renderers escape, such as `<` in XML, stays here as it is.
 */
export function cleanProse(prose: DocProse, table: DocTable): DocProse {
  const part = (text: string, prepare: Prepare): string => cleanText(text, table, longestPart, prepare);
  return {
    summary: cleanText(prose.summary, table, longestSummary, firstTwo),
    params: Object.fromEntries(
      Object.entries(prose.params).map(([name, text]) => [
        name,
        part(text, (said) => withoutName(said, name)),
      ]),
    ),
    returns: part(prose.returns, withoutReturns),
    throws: prose.throws.map(({ type, text }) => ({
      type,
      text: part(text, (said) => withoutName(said, type)),
    })),
  };
}

/** What is done to one part only. */
type Prepare = (text: string) => string;

function firstTwo(text: string): string {
  return splitSentences(text).slice(0, 2).join(' ');
}

function withoutReturns(text: string): string {
  return text.replace(/^\s*(?:@?(?:returns?|yields?)\b[:\s]\s*(?=\S))+/i, '');
}

/** Models like to say `name: text` where the name is known. */
function withoutName(text: string, name: string): string {
  const start = text.replace(/^\s*@(?:param|throws)\s+/, '').replace(/^\s*[`*]+/, '');
  if (name === '' || !start.startsWith(name)) return text;
  const rest = /^[`*]*\s*(?::|[-–—]\s)\s*(\S.*)$/su.exec(start.slice(name.length));
  return rest?.[1] ?? text;
}

/** Passes until nothing changes; each only takes away, so that a few are always enough. */
const mostPasses = 12;

function cleanText(text: string, table: DocTable, cap: number, prepare: Prepare): string {
  // What is cut away here could not stand in the result anyway.
  let current = text.slice(0, 20_000);
  for (let pass = 0; pass < mostPasses; pass++) {
    const next = cutAt(prepare(cleanOnce(prepare(current), table)), cap);
    if (next === current) return current;
    current = next;
  }
  // Still moving: only text made for it does that. Nothing but words is left of it then.
  return current
    .replace(/[^\p{L}\p{N} ]+/gu, ' ')
    .replace(/ +/g, ' ')
    .trim();
}

function cleanOnce(text: string, table: DocTable): string {
  const line = dropCode(text)
    .replace(inactive(text), ' ')
    .replace(/!?\[([^\]]{0,200})\]\([^)\s]{0,2000}\)/g, '$1')
    .replace(/\{@\w+\s+([^{}]{0,200})\}/g, '$1')
    .replace(/\*\*(?=[^\s*/])([^*]{1,200})\*\*/g, '$1')
    .replace(strayAt(text), '')
    .replace(/``+/g, '`')
    .replace(/''+/g, '"')
    .replace(/"{3,}/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:(?:[-+#=|~•>]+|\d{1,3}[.)])\s+|[*#:]+)+/, '');
  const plain = balanceTicks(dropLabels(line, table));
  return table.comment === 'block' ? plain.replace(/\*(?=\/)/g, '* ') : plain;
}

/**
 * Everything but letters, marks, digits, punctuation and symbols; of those what shows nothing (Unicode's
 * Default_Ignorable_Code_Point, the blank of Braille, the replacement of what could not be decoded).
 */
const inactive = asciiFirst(
  /[^\p{L}\p{M}\p{N}\p{P}\p{S}]|[\p{Default_Ignorable_Code_Point}\u2800\ufffc\ufffd]/gu,
);

const strayAt = asciiFirst(/(?<![\p{L}\p{N}_])@+|@+(?![\p{L}\p{N}_])/gu);

/** Blocks of code and examples: they may be run as tests, and models make them up. */
function dropCode(text: string): string {
  return text
    .replace(/(?:```|~~~)[\s\S]*?(?:```|~~~|$)/g, ' ')
    .replace(/(?:>>>|^\s*@example\b)[\s\S]*$/m, ' ')
    .replace(/(?<=^|[.!?\n]\s*)(?:for )?examples?(?: usage)?\s*:[\s\S]*$/i, ' ');
}

const fieldMark = asciiFirst(/(?<![\p{L}\p{N}_]):(\w+)( [^\s:]+)?:(?=\s|$)/gu);

/** A word with a colon begins a section; with a comma it is a word. */
function dropLabels(line: string, table: DocTable): string {
  return line
    .replace(labelsOf(table)(line), '$1$2,')
    .replace(fieldMark(line), '$1$2')
    .replace(/(?<=^|\s)\.\.(?=\s)/g, '');
}

/** By table: expressions are compiled once. */
const labelMarks = new Map<DocTable, (text: string) => RegExp>();

function labelsOf(table: DocTable): (text: string) => RegExp {
  const known = labelMarks.get(table);
  if (known !== undefined) return known;
  const any = table.labels.join('|');
  const made = asciiFirst(new RegExp(`(?<![\\p{L}\\p{N}_])(${any})(\\(\\w*\\))?\\s?:+`, 'giu'));
  labelMarks.set(table, made);
  return made;
}

/** An odd backtick would open a code span that never ends. */
function balanceTicks(text: string): string {
  return (text.match(/`/g)?.length ?? 0) % 2 === 0 ? text : text.replace(/`/g, "'");
}

/** Whole sentences where they fit, else whole words and an ellipsis. A word longer than all of it is cut. */
function cutAt(text: string, cap: number): string {
  const points = Array.from(text);
  if (points.length <= cap) return text;
  const sentences = splitSentences(text);
  for (let count = sentences.length - 1; count > 0; count--) {
    const whole = sentences.slice(0, count).join(' ');
    if (Array.from(whole).length <= cap) return whole;
  }
  const start = points.slice(0, cap - 1).join('');
  const word = start.lastIndexOf(' ');
  return `${(word > cap / 2 ? start.slice(0, word) : start).replace(/[\s,;:(-]+$/, '')}…`;
}
