import type { TokenProbability } from '../../review/ports.ts';
import { fieldsOf, listOf } from '../read-fields.ts';

/** The list that Ollama calls `logprobs` and OpenAI's format `logprobs.content`: one entry a token, likeliest first. */
export function readProbabilities(list: unknown): readonly (readonly TokenProbability[])[] {
  return listOf(list).map((entry) => {
    const fields = fieldsOf(entry);
    const top = listOf(fields['top_logprobs']).flatMap(readOne);
    const found = top.length > 0 ? top : readOne(fields);
    return [...found].sort((a, b) => b.logprob - a.logprob);
  });
}

function readOne(entry: unknown): TokenProbability[] {
  const { token, logprob } = fieldsOf(entry);
  return typeof token === 'string' && typeof logprob === 'number' ? [{ token, logprob }] : [];
}
