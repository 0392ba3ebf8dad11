import { GalleyError } from '../../errors.ts';
import { explainFailure, type FailureContext } from '../transport/explain-failure.ts';
import { countOf, fieldsOf, parseJson, textOf, type Fields } from '../read-fields.ts';
import { readProbabilities } from '../reply/read-probabilities.ts';
import type { ReplyPart, Usage } from '../reply/reply-part.ts';

/**
 * Lines of `/api/chat` to parts. Throws what an `{"error":…}` line says, and GalleyError `reply-broken` for a line
 * that is no JSON object. Reading ends at `done:true`.
 */
export async function* readChatStream(
  lines: AsyncIterable<string>,
  context: FailureContext,
): AsyncGenerator<ReplyPart> {
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const value = parseJson(line);
    if (typeof value !== 'object' || value === null) {
      throw new GalleyError('reply-broken', { what: 'The server sent a line that is no JSON.' });
    }
    const chunk = fieldsOf(value);
    // The status was 200: a failure in the middle of a reply.
    if ('error' in chunk) throw explainFailure({ status: 200, body: line }, context);
    const part = readChunk(chunk);
    yield part;
    if (part.stop) return;
  }
}

function readChunk(chunk: Fields): ReplyPart {
  const message = fieldsOf(chunk['message']);
  const isDone = chunk['done'] === true;
  return {
    text: textOf(message['content']),
    thinking: textOf(message['thinking']),
    probabilities: readProbabilities(chunk['logprobs']),
    ...(isDone ? { stop: stopOf(chunk['done_reason']), usage: readUsage(chunk) } : {}),
  };
}

function stopOf(reason: unknown): 'stop' | 'length' {
  if (reason === 'length') return 'length';
  // Before 0.1.4x servers gave no reason.
  if (reason === undefined || reason === '' || reason === 'stop') return 'stop';
  throw new GalleyError('reply-broken', {
    what: 'The reply ended for an unknown reason.',
    why: `done_reason ${JSON.stringify(reason).slice(0, 40)}`,
  });
}

/** Durations are in nanoseconds. */
function readUsage(chunk: Fields): Usage {
  const ms = (key: string) => {
    const nanoseconds = countOf(chunk[key]);
    return nanoseconds === undefined ? undefined : nanoseconds / 1e6;
  };
  return {
    prompt: countOf(chunk['prompt_eval_count']) || undefined,
    reply: countOf(chunk['eval_count']),
    loadMs: ms('load_duration'),
    prefillMs: ms('prompt_eval_duration'),
    decodeMs: ms('eval_duration'),
  };
}
