import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOllamaModel } from '../../../src/model/ollama/create-ollama-model.ts';
import { createOpenAiModel } from '../../../src/model/openai/create-openai-model.ts';
import type { ModelOptions } from '../../../src/model/model-options.ts';
import type { Abilities, Model } from '../../../src/review/ports.ts';
import { reviewChange } from '../../../src/review/review-change.ts';
import type { Review } from '../../../src/review/review.ts';
import { reviewOptions, reviewPorts } from '../../ports/review-ports.ts';
import { memoryStore, testOptions } from './model-options.ts';

export const repliesFolder = join(import.meta.dirname, '../../fixtures/replies');
export const recordedModel = 'qwen2.5-coder:1.5b';

/** A product whose replies are recorded; the folder under `test/fixtures/replies` has its name. */
export interface RecordedServer {
  readonly folder: string;
  readonly backend: 'ollama' | 'openai';
}

export const recordedServers: readonly RecordedServer[] = [
  { folder: 'ollama-0.17.4', backend: 'ollama' },
  { folder: 'llama-server', backend: 'openai' },
];

/** What one recording run found, kept beside its recordings as `review.json`. */
export interface RecordedReviews {
  /** As the real server showed them: their check holds a random constant, so it is not replayed. */
  readonly abilities: Abilities;
  /** By name of the change. */
  readonly reviews: Readonly<Record<string, unknown>>;
}

/** The changes under review, by name. */
export function recordedChanges(): ReadonlyMap<string, string> {
  const folder = join(repliesFolder, 'changes');
  const names = readdirSync(folder).filter((name) => name.endsWith('.diff'));
  return new Map(names.sort().map((name) => [name.slice(0, -5), readFileSync(join(folder, name), 'utf8')]));
}

/** A real adapter; `abilities` undefined: it asks the server. */
export function openRecorded(
  server: RecordedServer,
  url: string,
  abilities?: Abilities,
  more: Partial<ModelOptions> = {},
): Model {
  const options = testOptions(url, {
    model: recordedModel,
    needed: reviewOptions.promptTokens + reviewOptions.replyTokens + 64,
    abilityStore: memoryStore(abilities),
    ...more,
  });
  return server.backend === 'ollama' ? createOllamaModel(options) : createOpenAiModel(options);
}

export async function reviewWith(model: Model, diff: string): Promise<Review> {
  try {
    return (await reviewChange(reviewOptions, reviewPorts({ diff, ports: { model } }))).review;
  } finally {
    await model.close();
  }
}

/** What a replay must show again: everything that does not depend on the hour or the address. */
export function essenceOf({ verdict, complete, findings, ledger }: Review): unknown {
  const { name, digest, window, abilities, server } = ledger.model ?? {};
  return JSON.parse(
    JSON.stringify({
      verdict,
      complete,
      findings,
      model: {
        name,
        digest,
        window: window?.used,
        abilities,
        product: server?.product,
        version: server?.version,
      },
      files: ledger.files,
      chunks: ledger.chunks.map(({ path, startLine, endLine, outcome, reason }) => ({ path, startLine, endLine, outcome, reason })), // prettier-ignore
      calls: ledger.calls,
      tokens: ledger.tokens,
      dropped: ledger.dropped,
    }),
  ) as unknown;
}
