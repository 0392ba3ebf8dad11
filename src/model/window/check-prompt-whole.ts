import { GalleyError } from '../../errors.ts';

export interface PromptCounts {
  /** Prompt tokens as the server counted them; undefined when it did not. */
  readonly server: number | undefined;
  /** As we counted before sending. */
  readonly ours: number;
  readonly reply: number;
  readonly maxTokens: number;
  readonly stop: 'stop' | 'length';
  /** Tokens of prompt and reply together. */
  readonly window: number;
  /** Share of `ours` below which the server must have cut. */
  readonly cutBelow: number;
}

/** Prompts smaller than this are not compared: the chat template outweighs the text. */
const smallest = 200;

/**
 * Throws GalleyError `prompt-cut` when the server's own counts show that it did not read the whole prompt, or that
 * the window ended before the reply. Known signs: half the window plus a few kept tokens (Ollama from 0.30), exactly
 * the window (before), the window less one with nothing written, a count well below ours.
 */
export function checkPromptWhole(counts: PromptCounts): void {
  const reason = cutReason(counts);
  if (reason === undefined) return;
  throw new GalleyError('prompt-cut', {
    what: 'The server did not read the whole prompt; its reply was thrown away.',
    why: `${reason} Window ${counts.window}, our count ${counts.ours}.`,
    todo: '--window 8192, or smaller requests: --prompt-tokens 1000',
  });
}

function cutReason(counts: PromptCounts): string | undefined {
  const { server, ours, reply, window, maxTokens, stop } = counts;
  if (server === undefined) return undefined;
  if (server >= window - 1) return `The prompt filled the window: ${server} tokens were read.`;
  if (server + reply > window) return `Prompt and reply (${server} + ${reply} tokens) exceed the window.`;
  if (stop === 'length' && server + reply >= window - 1 && reply < maxTokens) {
    return `The window ended after ${reply} tokens of the reply.`;
  }
  // A shift keeps num_keep tokens (4 by default) at the head and half of the rest.
  if (Math.abs(server - (window / 2 + 2)) <= 2 && ours > window * 0.6) {
    return `The server read ${server} tokens: half the window.`;
  }
  if (ours >= smallest && server < ours * counts.cutBelow) return `The server read only ${server} tokens.`;
  return undefined;
}
