import type { TestContext, TestWish } from '../../testgen/context/test-context.ts';
import { renderTestBody, testBodyId } from '../../prompt/test-body/prompt.ts';
import { isGalleyError } from '../../errors.ts';
import { askOnce, rememberReplies, type AskOnceContext } from '../ask-once.ts';
import { failureOf, failureTold, sizeOf, tooLong, type AskFailure, type ModelReply } from '../model-reply.ts';

export interface AskedTest extends AskFailure {
  /** Undefined where the model did not answer. */
  readonly reply: ModelReply | undefined;
}

export interface AskTestContext extends AskOnceContext {
  readonly promptTokens: number;
  readonly replyTokens: number;
}

/** Several small samples instead of long talks: the first as likely as can be, the later ones freer. */
const temperatures = [0.1, 0.5, 0.8, 1] as const;

/**
 * One reply to one wish. Kept whatever it is worth: whether it is any good is found by running it.
 *
 * @param sample 0-based: the same sample of the same question gets the same reply, as far as a server promises it
 */
export async function askTest(
  context: TestContext,
  wish: TestWish,
  sample: number,
  asking: AskTestContext,
): Promise<AskedTest> {
  const messages = renderTestBody(context, wish, asking.promptTokens);
  const size = sizeOf(messages);
  if (size > asking.promptTokens) return { ...tooLong(size, asking.promptTokens), reply: undefined };
  const temperature = temperatures[Math.min(sample, temperatures.length - 1)] ?? 1;
  const request = { messages, maxTokens: asking.replyTokens, temperature, seed: 7 + sample, topTokens: 0 };
  try {
    const reply = await askOnce(testBodyId, request, asking);
    await rememberReplies([reply], asking.cache);
    return { ...failureTold(''), reply };
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    return { ...failureOf(error, size), reply: undefined };
  }
}
