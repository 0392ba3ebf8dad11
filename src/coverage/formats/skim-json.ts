import { reportLimits } from './report-input.ts';

/** Follows one JSON value to its end. */
export interface Skim {
  /** Takes bytes from `at`; returns the place behind the last one it took. */
  take(piece: Uint8Array, at: number): number;
  readonly done: boolean;
  /** Why it cannot go on. */
  readonly problem: string | undefined;
  /** The value's text; empty unless it is kept. */
  text(): string;
}

const [quote, backslash, openBrace, openBracket] = [0x22, 0x5c, 0x7b, 0x5b];

/** What ends a run of bytes that mean nothing to a skimmer: 1 for quotes and brackets. */
const marks = new Uint8Array(256);
for (const character of '"{}[]') marks[character.charCodeAt(0)] = 1;

/**
 * @param use `keep`: the text is wanted. `pass`: only where it ends.
 */
export function skimJson(use: 'keep' | 'pass'): Skim {
  const parts: Uint8Array[] = [];
  let size = 0;
  let nest = 0;
  let inString = false;
  let isEscaped = false;
  let started = false;
  let done = false;
  let problem: string | undefined;

  /** The place of the closing quote, or the end of the piece. */
  const passString = (piece: Uint8Array, from: number): number => {
    const end = piece.length;
    let at = isEscaped ? from + 1 : from;
    isEscaped = false;
    while (at < end) {
      const byte = piece[at];
      if (byte === quote) return at;
      at += byte === backslash ? 2 : 1;
    }
    isEscaped = at > end;
    return end;
  };
  const passScalar = (piece: Uint8Array, from: number): number => {
    let at = from;
    while (at < piece.length && !endsScalar(piece[at] ?? 0)) at += 1;
    if (at < piece.length) done = true;
    return at;
  };
  const pass = (piece: Uint8Array, from: number): number => {
    const end = piece.length;
    let at = from;
    while (at < end) {
      if (inString) {
        at = passString(piece, at);
        if (at >= end) return end;
        inString = false;
        at += 1;
        if (nest === 0) break;
        continue;
      }
      while (at < end && marks[piece[at] as number] === 0) at += 1;
      if (at >= end) return end;
      const byte = piece[at];
      at += 1;
      if (byte === quote) inString = true;
      else if (byte === openBrace || byte === openBracket) {
        nest += 1;
        if (nest > reportLimits.depth) {
          problem = 'it is nested too deep';
          return at;
        }
      } else {
        nest -= 1;
        if (nest === 0) break;
      }
    }
    done = nest === 0 && !inString;
    return at;
  };
  return {
    take: (piece, from) => {
      const first = piece[from] ?? 0;
      const isScalar = started ? nest === 0 && !inString : marks[first] === 0;
      started = true;
      const to = isScalar ? passScalar(piece, from) : pass(piece, from);
      if (use === 'keep') {
        size += to - from;
        if (size > reportLimits.fileBytes) problem = 'one value is larger than is read';
        else parts.push(done && parts.length === 0 ? piece.subarray(from, to) : piece.slice(from, to));
      }
      return to;
    },
    get done() {
      return done;
    },
    get problem() {
      return problem;
    },
    text: () => new TextDecoder().decode(join(parts, size)),
  };
}

function endsScalar(byte: number): boolean {
  return byte === 0x2c || byte === 0x7d || byte === 0x5d || byte <= 0x20;
}

function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
