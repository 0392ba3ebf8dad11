import * as z from 'zod/mini';
import type { Completion } from '../../review/ports.ts';

const count = z.number().check(z.minimum(0));
const milliseconds = z.number().check(z.minimum(0));

const completion = z.object({
  text: z.string().check(z.minLength(1)),
  stop: z.enum(['stop', 'length']),
  tokens: z.object({ prompt: count, evaluated: z.optional(count), reply: count }),
  ms: z.object({ load: milliseconds, prefill: milliseconds, decode: milliseconds, total: milliseconds }),
  probabilities: z.array(z.array(z.object({ token: z.string(), logprob: z.number() }))),
});

/** True for a value from outside (a file, another process) with the shape of a Completion. */
export function isCompletion(value: unknown): value is Completion {
  return completion.safeParse(value).success;
}
