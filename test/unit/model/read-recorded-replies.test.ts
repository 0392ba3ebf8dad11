import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { collectReply } from '../../../src/model/reply/collect-reply.ts';
import { explainFailure } from '../../../src/model/transport/explain-failure.ts';
import { readChatStream as readOllama } from '../../../src/model/ollama/read-chat-stream.ts';
import { readChatStream as readOpenAi } from '../../../src/model/openai/read-chat-stream.ts';
import { readEvents } from '../../../src/model/transport/read-events.ts';
import { readLines } from '../../../src/model/transport/read-lines.ts';
import type { CompletionRequest } from '../../../src/review/ports.ts';

const folder = new URL('../../fixtures/replies/ollama-0.17.4/', import.meta.url);
const context = { model: 'smollm2:135m', pull: '' };
const request: CompletionRequest = {
  messages: [],
  maxTokens: 24,
  temperature: 0,
  seed: 1,
  topTokens: 2,
  schema: {},
  signal: new AbortController().signal,
};

/** Seven bytes at a time, so that lines and events are split. */
async function* recorded(name: string): AsyncGenerator<Uint8Array> {
  const bytes = readFileSync(new URL(name, folder));
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
}

function collect(name: string) {
  const lines = readLines(recorded(name));
  const parts = name.endsWith('.sse') ? readOpenAi(readEvents(lines), context) : readOllama(lines, context);
  return collectReply({ parts, begun: () => {} }, request, () => 0);
}

describe('replies of a real Ollama', () => {
  test.each([
    ['plain-logprobs.ndjson', { loadMs: 987.863796, prefillMs: 2071.480965, decodeMs: 4536.075615 }],
    ['v1-plain.sse', {}],
  ])('%s', async (name, times) => {
    const reply = await collect(name);
    expect(reply).toMatchObject({ text: 'Hello there, welcome to my', stop: 'length', pieces: 6 });
    expect(reply.usage).toMatchObject({ prompt: 12, reply: 6, ...times });
    expect(reply.probabilities).toHaveLength(6);
    expect(reply.probabilities[0]).toEqual([
      { token: 'Hello', logprob: -2.0376152992248535 },
      { token: 'I', logprob: -2.202942371368408 },
    ]);
    // The third token was not the likeliest.
    expect(reply.probabilities[2]?.map(({ token }) => token)).toEqual(['.', ',']);
  });

  test.each(['schema.ndjson', 'v1-schema.sse'])('%s: the constant of the schema comes back', async (name) => {
    const reply = await collect(name);
    expect(JSON.parse(reply.text)).toEqual({ code: 'zq7413' });
    expect(reply).toMatchObject({ stop: 'stop', usage: { prompt: 16, reply: 18 } });
  });

  test('a prompt that was cut to the window: its count is the window', async () => {
    expect((await collect('overflow-shift.ndjson')).usage.prompt).toBe(1024);
  });

  test('the refusal of a prompt that is too long', () => {
    const body = readFileSync(new URL('overflow.json', folder), 'utf8');
    expect(explainFailure({ status: 400, body }, context).code).toBe('prompt-too-long');
  });
});
