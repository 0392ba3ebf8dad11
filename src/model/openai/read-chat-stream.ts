import { GalleyError } from '../../errors.ts';
import { explainFailure, type FailureContext } from '../transport/explain-failure.ts';
import { countOf, fieldsOf, listOf, parseJson, textOf, type Fields } from '../read-fields.ts';
import { readProbabilities } from '../reply/read-probabilities.ts';
import type { ReplyPart, Usage } from '../reply/reply-part.ts';

/**
 * Events of `/v1/chat/completions` to parts. The end is a `finish_reason`; usage may come after it, so reading goes on
 * to `[DONE]` or the end of the body. Throws what an error event says, and GalleyError `reply-broken` for no JSON.
 */
export async function* readChatStream(
  events: AsyncIterable<string>,
  context: FailureContext,
): AsyncGenerator<ReplyPart> {
  for await (const event of events) {
    if (event.trim() === '[DONE]') return;
    yield readAnswer(event, context);
  }
}

/** One event, or the whole body of a server that did not stream. LM Studio says 200 to its own errors. */
export function readAnswer(json: string, context: FailureContext): ReplyPart {
  const value = parseJson(json);
  if (typeof value !== 'object' || value === null) {
    throw new GalleyError('reply-broken', { what: 'The server sent a piece of reply that is no JSON.' });
  }
  const chunk = fieldsOf(value);
  const isReply = Array.isArray(chunk['choices']) || 'usage' in chunk || 'prompt_progress' in chunk;
  if (chunk['error'] || !isReply) throw explainFailure({ status: 200, body: json }, context);
  const choice = fieldsOf(listOf(chunk['choices'])[0]);
  const delta = 'delta' in choice ? fieldsOf(choice['delta']) : fieldsOf(choice['message']);
  return {
    text: textOf(delta['content']),
    thinking: textOf(delta['reasoning_content']) ?? textOf(delta['reasoning']),
    probabilities: readProbabilities(fieldsOf(choice['logprobs'])['content']),
    fraction: fractionOf(fieldsOf(chunk['prompt_progress'])),
    stop: stopOf(choice['finish_reason']),
    usage: readUsage(chunk),
  };
}

function stopOf(reason: unknown): 'stop' | 'length' | undefined {
  if (reason === null || reason === undefined || reason === '') return undefined;
  if (reason === 'stop' || reason === 'length') return reason;
  throw new GalleyError('reply-broken', {
    what: 'The reply ended for an unknown reason.',
    why: `finish_reason ${JSON.stringify(reason).slice(0, 40)}`,
  });
}

/** llama-server's `return_progress`: tokens read of all, cached ones included. */
function fractionOf(progress: Fields): number | undefined {
  const total = countOf(progress['total']);
  const processed = countOf(progress['processed']);
  return total && processed !== undefined ? Math.min(1, processed / total) : undefined;
}

function readUsage(chunk: Fields): Usage {
  const usage = fieldsOf(chunk['usage']);
  const timings = fieldsOf(chunk['timings']);
  return {
    prompt: countOf(usage['prompt_tokens']) || undefined,
    reply: countOf(usage['completion_tokens']),
    cached: countOf(fieldsOf(usage['prompt_tokens_details'])['cached_tokens']) ?? countOf(timings['cache_n']),
    prefillMs: countOf(timings['prompt_ms']),
    decodeMs: countOf(timings['predicted_ms']),
  };
}
