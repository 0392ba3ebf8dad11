import { afterEach, expect, test } from 'vitest';
import { createOllamaModel } from '../../../src/model/ollama/create-ollama-model.ts';
import { createOpenAiModel } from '../../../src/model/openai/create-openai-model.ts';
import type { Ledger } from '../../../src/review/review.ts';
import type { PersonaName, Script } from '../../doubles/model-server/script.ts';
import { startModelServer, type ModelServer } from '../../doubles/model-server/start-model-server.ts';
import { addedFile } from '../../ports/review-ports.ts';
import { memoryStore, testOptions, type TestOptions } from './model-options.ts';
import { reviewWith } from './recorded-review.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const diff = addedFile('src/a.ts', 'export const limit = 7;');

async function start(script: Script): Promise<ModelServer> {
  const server = await startModelServer(script);
  closing.push(() => server.close());
  return server;
}

async function ledgerOf(persona: PersonaName, url: string, more: Partial<TestOptions>): Promise<Ledger> {
  const isOllama = persona === 'ollama';
  const options = testOptions(isOllama ? url : `${url}/v1`, { needed: 2000, ...more });
  const model = isOllama ? createOllamaModel(options) : createOpenAiModel(options);
  return (await reviewWith(model, diff)).ledger;
}

test.each<PersonaName>(['ollama', 'llama-server'])(
  '%s: the Ledger counts the capability check of the first run, and none in the next',
  async (persona) => {
    const server = await start({ persona, replies: [{ text: '{"findings":[]}', times: 9 }] });
    const abilityStore = memoryStore();
    const first = await ledgerOf(persona, server.url, { abilityStore });
    expect(server.prompts).toHaveLength(2);
    const next = await ledgerOf(persona, server.url, { abilityStore });
    expect(server.prompts).toHaveLength(3);
    const { check } = first.model ?? {};
    expect(check?.prompt).toBeGreaterThan(10);
    expect([first.calls, next.calls, next.model?.check]).toEqual([2, 1, null]);
    expect(first.tokens.prompt - next.tokens.prompt).toBe(check?.prompt);
    expect(first.tokens.evaluated).toBeGreaterThan(next.tokens.evaluated);
    expect(first.tokens.reply - next.tokens.reply).toBe(check?.reply);
  },
);

test('a check without a usable reply counts with our estimate, and the review goes on', async () => {
  const server = await start({
    replies: [
      { check: true, text: '{}', fault: { kind: 'no-done' } },
      { text: '{"findings":[]}', times: 9 },
    ],
  });
  const ledger = await ledgerOf('ollama', server.url, {});
  expect(ledger).toMatchObject({
    calls: 2,
    model: { check: { reply: 0 }, abilities: { schema: 'ignored' } },
  });
  expect(ledger.model?.check?.prompt).toBeGreaterThan(10);
});
