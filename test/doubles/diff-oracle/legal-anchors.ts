import { isUtf8 } from 'node:buffer';

/** The lines of one file that a comment may stand on: a set of 1-based line numbers for each hunk, in order. */
export interface LegalLines {
  readonly base: Set<number>[];
  readonly head: Set<number>[];
}

/**
 * Which lines a diff shows, read from what git prints with its default prefixes (`a/`, `b/`).
 *
 * The key is the path on the head side; of a deleted file, on the base side. A path that is deleted and added again
 * (a change of type) has the hunks of both. Files without hunks have empty lists.
 */
export function legalLines(diff: Buffer): Map<string, LegalLines> {
  const legal = new Map<string, LegalLines>();
  const lines = diff.toString('latin1').split('\n');
  let name = '';
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    at += 1;
    if (line.startsWith('--- ')) name = nameOf(line, 'a/') ?? name;
    else if (line.startsWith('+++ ')) name = nameOf(line, 'b/') ?? name;
    else if (line.startsWith('@@ ')) {
      const file = legal.get(name) ?? { base: [], head: [] };
      legal.set(name, file);
      at = walkHunk(lines, at, line, file);
    }
  }
  return legal;
}

function walkHunk(lines: readonly string[], from: number, header: string, file: LegalLines): number {
  const [base = '', head = ''] = header.split(' ').slice(1, 3);
  const [baseStart, baseEnd] = range(base);
  const [headStart, headEnd] = range(head);
  let [baseLine, headLine] = [baseStart, headStart];
  const [baseLines, headLines] = [new Set<number>(), new Set<number>()];
  file.base.push(baseLines);
  file.head.push(headLines);
  let at = from;
  for (; baseLine < baseEnd || headLine < headEnd; at += 1) {
    const sign = lines[at]?.charAt(0);
    if (sign === undefined) throw new Error(`The diff ends inside ${header}`);
    if (sign === '\\') continue;
    if (sign !== '+') baseLines.add(baseLine++);
    if (sign !== '-') headLines.add(headLine++);
  }
  return at;
}

/** `-3,2` is lines 3 and 4, `+7` is line 7, `-4,0` is no line. First line and the one behind the last. */
function range(text: string): [first: number, end: number] {
  const [start = '', count = '1'] = text.slice(1).split(',');
  return [Number(start), Number(start) + Number(count)];
}

function nameOf(line: string, prefix: string): string | undefined {
  const text = line.slice(4);
  if (text === '/dev/null') return undefined;
  const bytes = text.startsWith('"')
    ? unescaped(text.slice(1, text.lastIndexOf('"')))
    : text.replace(/\t$/, '');
  const name = Buffer.from(bytes.slice(prefix.length), 'latin1');
  return isUtf8(name) ? name.toString('utf8') : name.toString('latin1');
}

const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};

function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3}|.)/g, (_all, code: string) =>
    code.length === 3 ? String.fromCharCode(parseInt(code, 8)) : (letters[code] ?? code),
  );
}
