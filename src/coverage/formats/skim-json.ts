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

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

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

  /** The place behind the closing quote, or the end of the piece. */
  const passString = (piece: Uint8Array, from: number): number => {
    const end = piece.length;
    let at = isEscaped ? from + 1 : from;
    isEscaped = false;
    while (at < end) {
      const byte = piece[at] as number;
      at += 1;
      if (byte === quote) {
        inString = false;
        return at;
      }
      if (byte === backslash) at += 1;
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
  /**
   * All bytes of a report come through here, so it is one loop over local names. What stands between quote and bracket
   * in ASCII (digits, commas, colons) is sorted out first: that is half of the time.
   */
  const pass = (piece: Uint8Array, from: number): number => {
    const end = piece.length;
    let at = inString ? passString(piece, from) : from;
    if (at > from) done = nest === 0 && !inString;
    if (done || inString) return at;
    let depth = nest;
    while (at < end) {
      const byte = piece[at] as number;
      at += 1;
      if (byte > quote && byte < openBracket) continue;
      if (byte === quote) {
        let inner = 0;
        while (at < end) {
          inner = piece[at] as number;
          at += 1;
          if (inner === quote) break;
          if (inner === backslash) at += 1;
        }
        inString = inner !== quote || at > end;
        if (inString) break;
        if (depth === 0) {
          done = true;
          break;
        }
      } else if (byte === openBrace || byte === openBracket) {
        depth += 1;
        if (depth > reportLimits.depth) {
          problem = 'it is nested too deep';
          break;
        }
      } else if (byte === closeBrace || byte === closeBracket) {
        depth -= 1;
        if (depth === 0) {
          done = true;
          break;
        }
      }
    }
    isEscaped = at > end;
    at = Math.min(at, end);
    nest = depth;
    return at;
  };
  return {
    take: (piece, from) => {
      const first = piece[from] ?? 0;
      const opens = first === quote || first === openBrace || first === openBracket;
      const isScalar = started ? nest === 0 && !inString : !opens;
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
