import type { LineRange } from '../change/outline-lines.ts';
import { lineAt, textOf, type CodeNode, type ParseCode } from './code/code-node.ts';
import { editText, type TextEdit } from './code/edit-text.ts';
import { countErrors, walkCode } from './code/walk-code.ts';
import { mutateNode } from './mutant/mutate-node.ts';

/** A file with one thing changed, that a test should notice. */
export interface Mutant {
  /** The whole file. */
  readonly text: string;
  /** For people: `line 12: > became >=`. */
  readonly description: string;
  /** 1-based. */
  readonly line: number;
}

export interface MutantOptions {
  /** Lines that may change, 1-based: those of the Gaps, or all that a change added. */
  readonly lines: readonly LineRange[];
  /** For the language of the file. */
  readonly parse: ParseCode;
  /** Most that are made. */
  readonly max: number;
  /** Which ones, where there are more: the same for the same seed. */
  readonly seed: number;
}

/** More places than these are not looked at. */
const mostPlaces = 400;

/**
 * Mutants of a file, spread over the lines: operators, conditions, literals, what is returned, calls and arms that are left out.
 * Each parses, no two have the same text, and none differs only in comments or in what is printed for people.
 */
export function makeMutants(root: CodeNode, { lines, parse, max, seed }: MutantOptions): Mutant[] {
  const { source } = root;
  const errors = countErrors(root);
  const mutants: Mutant[] = [];
  const seen = new Set([source]);
  for (const place of spread(placesIn(root, lines), seed)) {
    if (mutants.length >= max) break;
    const text = editText(source, [place]);
    if (seen.has(text)) continue;
    seen.add(text);
    const tree = parse(text);
    if (tree === undefined || countErrors(tree) > errors) continue;
    mutants.push({ text, description: describe(source, place), line: place.line });
  }
  return mutants.sort((a, b) => a.line - b.line);
}

interface MutantPlace extends TextEdit {
  readonly line: number;
}

function placesIn(root: CodeNode, lines: readonly LineRange[]): MutantPlace[] {
  const places: MutantPlace[] = [];
  const ranges = offsetsOf(root.source, lines);
  const family = root.type === 'module' ? 'python' : 'javascript';
  walkCode(root, (node, ancestors) => {
    const isNear = ranges.some(({ start, end }) => node.start < end && node.end > start);
    if (!isNear || places.length >= mostPlaces || node.type === 'comment' || isForPeople(node)) return false;
    if (!ranges.some(({ start, end }) => node.start >= start && node.start < end)) return true;
    const line = lineAt(root.source, node.start);
    places.push(...mutateNode(node, ancestors.at(-1), family).map((edit) => ({ ...edit, line })));
    return true;
  });
  return places;
}

/** Where lines begin and end, in UTF-16 units. */
function offsetsOf(
  source: string,
  lines: readonly LineRange[],
): { readonly start: number; readonly end: number }[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  const startOf = (line: number): number => starts[line - 1] ?? source.length;
  return lines.map(({ first, last }) => ({ start: startOf(first), end: startOf(last + 1) }));
}

/** Calls that only tell somebody something, and imports: a test does not see them. */
function isForPeople(node: CodeNode): boolean {
  if (node.type === 'import_statement' || node.type === 'import_from_statement') return true;
  const call = node.type === 'expression_statement' ? node.children[0] : node;
  if (call?.type !== 'call_expression' && call?.type !== 'call') return false;
  return /^(?:console|log|logger|logging|debug|this\.log(?:ger)?|self\.log(?:ger)?|print)\b(?:\.\w+)?\(/.test(
    textOf(call).slice(0, 60),
  );
}

/** One of each line in turn, in an order that the seed draws. */
function spread(places: readonly MutantPlace[], seed: number): MutantPlace[] {
  const byLine = new Map<number, MutantPlace[]>();
  for (const place of shuffled(places, seed))
    byLine.set(place.line, [...(byLine.get(place.line) ?? []), place]);
  const queues = shuffled([...byLine.values()], seed + 1);
  const order: MutantPlace[] = [];
  for (let round = 0; order.length < places.length; round++) {
    for (const queue of queues) {
      const place = queue[round];
      if (place !== undefined) order.push(place);
    }
  }
  return order;
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const result = [...items];
  let state = (seed ^ 0x9e3779b9) >>> 0;
  for (let at = result.length - 1; at > 0; at--) {
    // xorshift32 (Marsaglia 2003): enough to draw an order.
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    const other = state % (at + 1);
    const [a, b] = [result[at], result[other]];
    if (a === undefined || b === undefined) continue;
    result[at] = b;
    result[other] = a;
  }
  return result;
}

function describe(source: string, { start, end, text, line }: MutantPlace): string {
  const before = oneLine(source.slice(start, end));
  const after = oneLine(text);
  const where = `line ${String(line)}: `;
  if (after === '' || after === ';' || after === 'pass') return `${where}${before} left out`;
  return before === '' ? `${where}${after} put in` : `${where}${before} became ${after}`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}
