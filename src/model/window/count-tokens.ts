import type { Message } from '../../prompt/message.ts';

/** Counts tokens without a tokenizer: a rough count of pieces, corrected by what the server counted. */
export interface TokenCounter {
  /** Tokens of a text alone. 0 only for empty text. */
  count(text: string): number;
  /** Tokens of a whole prompt, with what the chat template adds. */
  countPrompt(messages: readonly Message[]): number;
  /** Teaches the server's count for a prompt; only for prompts that were not cut. */
  observe(messages: readonly Message[], tokens: number): void;
  /** Share of `countPrompt` below which a server's count means that it cut the prompt. */
  readonly cutBelow: number;
}

/** Until the server has counted: most real texts cost less than this. */
const cautious = 1.15;
const templatePerMessage = 6;
const templateOnce = 12;
/** Prompts shorter than this say more about the template than about the text. In rough tokens. */
const tellingSize = 150;
/** Weight of the newest observation: texts differ, tokenizers do not change. */
const newest = 0.3;

export function createTokenCounter(): TokenCounter {
  let factor = cautious;
  let overhead: number | undefined;
  let telling = 0;
  const roughOf = (messages: readonly Message[]) =>
    messages.reduce((sum, message) => sum + roughTokens(message.content), 0);
  const overheadOf = (messages: readonly Message[]) =>
    overhead ?? templateOnce + templatePerMessage * messages.length;
  return {
    count: (text) => (text === '' ? 0 : Math.max(1, Math.ceil(roughTokens(text) * factor))),
    countPrompt: (messages) => Math.ceil(roughOf(messages) * factor + overheadOf(messages)),
    observe: (messages, tokens) => {
      const rough = roughOf(messages);
      if (tokens <= 0) return;
      if (rough < tellingSize) {
        // Short prompts: what the text can't explain is the template.
        overhead = clamp(tokens - rough, 0, 400);
        return;
      }
      const seen = clamp((tokens - overheadOf(messages)) / rough, 0.3, 3);
      factor = telling === 0 ? seen : factor + newest * (seen - factor);
      telling += 1;
    },
    get cutBelow() {
      return telling === 0 ? 0.45 : 0.6;
    },
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

const pieces = /[A-Za-z]+|\d+|[ \t]+|[\r\n]+|([^\w\s])\1*|[\s\S]/gu;

/**
 * Pieces as byte-pair tokenizers cut text before they merge: words of about six letters, digits one or two a token,
 * a run of blanks one token, a single space none (it joins the next word), marks one or two a token, any other
 * character one.
 */
export function roughTokens(text: string): number {
  let sum = 0;
  for (const [piece] of text.matchAll(pieces)) sum += pieceTokens(piece);
  return sum;
}

function pieceTokens(piece: string): number {
  const first = piece.charCodeAt(0);
  if (/^[A-Za-z]/u.test(piece)) return Math.ceil(piece.length / 6);
  if (/^\d/u.test(piece)) return Math.ceil(piece.length / 1.5);
  if (piece === ' ') return 0;
  if (/^\s/u.test(piece)) return 1 + Math.floor(piece.length / 64);
  if (first < 128) return piece.length === 1 ? 0.7 : 1 + Math.floor(piece.length / 16);
  return piece.length;
}
