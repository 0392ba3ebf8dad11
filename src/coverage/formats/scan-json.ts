import { brokenReport, reportLimits, type ReportBytes } from './report-input.ts';
import { skimJson, type Skim } from './skim-json.ts';

/** Keys and indexes that lead to a value. */
export type JsonPath = readonly (string | number)[];

/** `keep`: its text is wanted. `enter`: parts of it may be. `skip`: nobody looks at it. */
export type Choice = 'keep' | 'enter' | 'skip';

export interface JsonPart {
  readonly path: JsonPath;
  /** The value's own text, not yet known to be valid. */
  readonly text: string;
}

/**
 * Takes wanted values out of a large JSON text without holding or parsing the rest.
 *
 * What is entered must be well formed; of what is skipped only brackets and quotes are followed, which is enough to
 * notice that the text was cut.
 *
 * @param choose asked once for each value of what was entered; the path is reused: copy it to keep it
 * @throws GalleyError `broken-report`, naming the byte
 */
export async function* scanJson(
  bytes: ReportBytes,
  name: string,
  choose: (path: JsonPath) => Choice,
): AsyncGenerator<JsonPart> {
  const scanner = createScanner(name, choose);
  for await (const piece of bytes) {
    scanner.write(piece);
    yield* scanner.takeParts();
  }
  scanner.end();
  yield* scanner.takeParts();
}

interface Scanner {
  write(piece: Uint8Array): void;
  takeParts(): JsonPart[];
  end(): void;
}

/** What may come next between values. `first`: a value, or the end of an empty list. */
type Expected = 'value' | 'first' | 'key' | 'first-key' | 'colon' | 'comma' | 'nothing';

const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const [comma, colon, quote, newline] = [0x2c, 0x3a, 0x22, 0x0a];

function createScanner(name: string, choose: (path: JsonPath) => Choice): Scanner {
  const path: (string | number)[] = [];
  const inObject: boolean[] = [];
  let expected: Expected = 'value';
  let skim: { readonly state: Skim; readonly use: 'key' | 'keep' | 'skip' } | undefined;
  let read = 0;
  let kept = 0;
  let parts: JsonPart[] = [];
  /** Whether the last value that was kept had the rest of its line for itself. */
  let isOneALine = false;

  const fail = (why: string, at: number): never => {
    throw brokenReport(name, `byte ${read + at + 1}`, why);
  };
  const afterValue = (): void => {
    expected = inObject.length === 0 ? 'nothing' : 'comma';
  };
  const open = (byte: number): void => {
    inObject.push(byte === openBrace);
    if (inObject.length > reportLimits.depth) fail('it is nested too deep', 0);
    path.push(byte === openBrace ? '' : 0);
    expected = byte === openBrace ? 'first-key' : 'first';
  };
  const close = (): void => {
    inObject.pop();
    path.pop();
    afterValue();
  };
  const startValue = (piece: Uint8Array, at: number): number => {
    const byte = piece[at] ?? 0;
    const choice = choose(path);
    const isContainer = byte === openBrace || byte === openBracket;
    if (choice === 'enter' && isContainer) {
      open(byte);
      return at + 1;
    }
    if (choice === 'skip' && isOneALine && inObject.length === 1) {
      const end = endOnLine(piece, at);
      if (end !== undefined) {
        afterValue();
        return end;
      }
    }
    skim = { state: skimJson(choice === 'keep' ? 'keep' : 'pass'), use: choice === 'keep' ? 'keep' : 'skip' };
    return at;
  };
  const finish = (use: 'key' | 'keep' | 'skip', text: string, at: number): void => {
    if (use === 'key') {
      path[path.length - 1] = parseKey(text) ?? fail('a key is no JSON string', at);
      expected = 'colon';
      return;
    }
    if (use === 'keep') {
      kept += text.length;
      if (kept > reportLimits.keptBytes) fail('it says more about the changed files than is read', at);
      parts.push({ path: [...path], text });
    }
    afterValue();
  };
  /** One byte that is no white space, outside of values. Returns where to go on. */
  const step = (piece: Uint8Array, at: number): number => {
    const byte = piece[at] ?? 0;
    switch (expected) {
      case 'first':
      case 'value':
        if (expected === 'first' && byte === closeBracket) close();
        else if (isValueStart(byte)) return startValue(piece, at);
        else fail('a value is missing', at);
        return at + 1;
      case 'first-key':
      case 'key':
        if (expected === 'first-key' && byte === closeBrace) close();
        else if (byte === quote) {
          skim = { state: skimJson('keep'), use: 'key' };
          return at;
        } else fail('a key is missing', at);
        return at + 1;
      case 'colon':
        if (byte !== colon) fail('a colon is missing', at);
        expected = 'value';
        return at + 1;
      case 'comma': {
        const isObject = inObject.at(-1) === true;
        if (byte === (isObject ? closeBrace : closeBracket)) close();
        else if (byte === comma) {
          expected = isObject ? 'key' : 'value';
          if (!isObject) path[path.length - 1] = Number(path.at(-1)) + 1;
        } else fail('a comma is missing', at);
        return at + 1;
      }
      case 'nothing':
        return fail('something follows its end', at);
    }
  };

  return {
    write: (piece) => {
      let at = read === 0 && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf ? 3 : 0;
      while (at < piece.length) {
        if (skim !== undefined) {
          const { state, use } = skim;
          at = state.take(piece, at);
          if (state.problem !== undefined) fail(state.problem, at);
          if (!state.done) continue;
          skim = undefined;
          const text = state.text();
          if (use === 'keep') isOneALine = piece[at] === newline && !text.includes('\n');
          finish(use, text, at);
        } else if (isBlank(piece[at] ?? 0)) at += 1;
        else at = step(piece, at);
      }
      read += piece.length;
    },
    takeParts: () => {
      const taken = parts;
      parts = [];
      return taken;
    },
    end: () => {
      if (read === 0) throw brokenReport(name, '', 'it is empty');
      // Only a bare number or word at the top could end with the text, and no report is one.
      if (expected !== 'nothing') fail('it ends too early: it was cut, or is still being written', -1);
    },
  };
}

/**
 * Where an object ends that has its line for itself, as istanbul writes each file of a report: no string holds a line feed, so
 * what ends the line and is followed by another key, or by the end of what holds it, ends the object. Undefined: not so here,
 * or the line goes on in the next piece.
 */
function endOnLine(piece: Uint8Array, at: number): number | undefined {
  const end = piece.indexOf(newline, at);
  const next = piece[end + 1];
  const isWhole = end > at && piece[at] === openBrace && piece[end - 1] === closeBrace;
  return isWhole && (next === comma || next === closeBrace) ? end : undefined;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Of a container, a string, a number or a word such as `null`. */
function isValueStart(byte: number): boolean {
  const isLetter = byte >= 0x61 && byte <= 0x7a;
  const isNumber = (byte >= 0x30 && byte <= 0x39) || byte === 0x2d;
  return byte === openBrace || byte === openBracket || byte === quote || isLetter || isNumber;
}

function parseKey(text: string): string | undefined {
  try {
    const key: unknown = JSON.parse(text);
    return typeof key === 'string' ? key : undefined;
  } catch {
    return undefined;
  }
}
