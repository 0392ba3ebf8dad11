import type { Model } from '../../../review/ports.ts';
import type { Message } from '../../../prompt/message.ts';

/** How fast this model reads and writes on this machine. */
export interface Speed {
  /** Tokens a second. */
  readonly prefill: number;
  readonly decode: number;
  /** Changed lines that a review gets through in a minute, cold cache. */
  readonly linesPerMinute: number;
}

/** A function as it may stand in any project, long enough to be measured: about 400 tokens with the question. */
const sample = Array.from(
  { length: 14 },
  (_, index) =>
    `+  const price${index} = await readPrice(order.items[${index}], { currency: order.currency });\n+  total += price${index} * order.items[${index}].count;`,
).join('\n');

const replyTokens = 48;

/**
 * What a chunk of a small change costs: mean of the three changes in bench/fixtures with qwen2.5-coder:1.5b, as the
 * Ledger counted them. `npm run bench -- tokens` prints the like.
 */
const chunk = { lines: 10, promptTokens: 356, replyTokens: 53 };

/** One call of about 900 prompt tokens. A random line first, so that no prefix cache flatters the figure. */
export async function measureSpeed(model: Model, salt: string, signal: AbortSignal): Promise<Speed> {
  const messages: Message[] = [
    { role: 'user', content: `${salt}\n${sample}\nSay in three sentences what this code does.` },
  ];
  const request = { messages, maxTokens: replyTokens, temperature: 0, seed: 7, topTokens: 0, signal };
  const { tokens, ms } = await model.complete(request);
  const prefill = rate(tokens.evaluated ?? tokens.prompt, ms.prefill);
  const decode = rate(tokens.reply, ms.decode);
  const seconds = chunk.promptTokens / prefill + chunk.replyTokens / decode;
  return { prefill, decode, linesPerMinute: Math.round((chunk.lines / seconds) * 60) };
}

function rate(tokens: number, ms: number): number {
  return tokens / Math.max(ms / 1000, 0.001);
}
