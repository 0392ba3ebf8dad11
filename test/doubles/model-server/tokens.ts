import type { Message } from './script.ts';

/** Characters per token of the double's tokenizer: crude, but the same everywhere. */
const charactersPerToken = 3.5;

/** Tokens of a prompt text. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

/** The messages as a ChatML template renders them, with the open assistant turn. */
export function renderMessages(messages: readonly Message[]): string {
  const turns = messages.map(({ role, content }) => `<|im_start|>${role}\n${content}<|im_end|>\n`);
  return `${turns.join('')}<|im_start|>assistant\n`;
}

/** Output tokens: words with their leading space, runs of space, single signs. Joined they give the text. */
export function splitTokens(text: string): string[] {
  return text.match(/ ?[\p{L}\p{N}_]{1,12}|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

/** Length of the beginning that both texts share, in tokens: what a prefix cache would save. */
export function sharedTokens(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && one[at] === other[at]) at += 1;
  return Math.floor(at / charactersPerToken);
}
