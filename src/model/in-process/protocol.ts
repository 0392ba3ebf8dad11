import * as z from 'zod/mini';

/** Messages between Galley and the engine's process. Both sides check what they receive. */

const id = z.int();

export const toEngine = z.discriminatedUnion('type', [
  z.object({ type: z.literal('load'), id, file: z.string(), enginePath: z.optional(z.string()) }),
  z.object({ type: z.literal('open'), id, window: z.int().check(z.minimum(1)) }),
  z.object({
    type: z.literal('complete'),
    id,
    messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
    maxTokens: z.int().check(z.minimum(1)),
    schema: z.optional(z.record(z.string(), z.unknown())),
    temperature: z.number(),
    seed: z.number(),
    topTokens: z.int().check(z.minimum(0), z.maximum(20)),
  }),
  /** Stops the completion with this id; there is no answer of its own. */
  z.object({ type: z.literal('abort'), id }),
]);

/** What the engine says of a model file that it has loaded. */
export const loadedFacts = z.object({
  version: z.string(),
  /** Metadata with dotted keys, without the vocabulary. */
  metadata: z.record(z.string(), z.unknown()),
  weightsBytes: z.number(),
  description: z.string(),
  thinks: z.boolean(),
});

const generated = z.object({
  text: z.string(),
  stop: z.enum(['stop', 'length']),
  promptTokens: z.number(),
  evaluatedTokens: z.number(),
  replyTokens: z.number(),
  prefillMs: z.number(),
  decodeMs: z.number(),
  probabilities: z.array(z.array(z.object({ token: z.string(), logprob: z.number() }))),
});

export const fromEngine = z.discriminatedUnion('type', [
  z.object({ type: z.literal('loaded'), id, facts: loadedFacts }),
  z.object({ type: z.literal('opened'), id, window: z.number() }),
  z.object({ type: z.literal('done'), id, reply: generated }),
  /** `fraction` while loading, `piece` of the reply while writing. */
  z.object({
    type: z.literal('progress'),
    id,
    fraction: z.optional(z.number()),
    piece: z.optional(z.string()),
    tokens: z.optional(z.number()),
  }),
  z.object({
    type: z.literal('failed'),
    id,
    code: z.enum(['engine-missing', 'prompt-too-long', 'aborted', 'failed']),
    message: z.string(),
  }),
]);

export type ToEngine = z.infer<typeof toEngine>;
export type CompleteMessage = Extract<ToEngine, { type: 'complete' }>;
export type FromEngine = z.infer<typeof fromEngine>;
export type LoadedFacts = z.infer<typeof loadedFacts>;
export type Generated = z.infer<typeof generated>;
