import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Script } from '../../doubles/model-server/script.ts';
import { startModelServer, type ModelServer } from '../../doubles/model-server/start-model-server.ts';
import {
  essenceOf,
  openRecorded,
  recordedChanges,
  recordedModel,
  recordedServers,
  repliesFolder,
  reviewWith,
  type RecordedReviews,
  type RecordedServer,
} from './recorded-review.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const changes = recordedChanges();
const recorded = recordedServers.filter(({ folder }) =>
  existsSync(join(repliesFolder, folder, 'review.json')),
);

test('a real Ollama was recorded', () => {
  expect(recorded.map(({ folder }) => folder)).toContain('ollama-0.17.4');
});

function recordedBy({ folder }: RecordedServer): RecordedReviews {
  return JSON.parse(readFileSync(join(repliesFolder, folder, 'review.json'), 'utf8')) as RecordedReviews;
}

async function replay(server: RecordedServer): Promise<ModelServer> {
  const persona = server.backend === 'ollama' ? 'ollama' : 'llama-server';
  const script: Script = { persona, models: [{ name: recordedModel }], otherwise: 'unknown' };
  const recordings = join(repliesFolder, server.folder, 'review');
  const double = await startModelServer(script, { recordings });
  closing.push(() => double.close());
  return double;
}

describe.each(recorded)('a review with the recorded $folder', (server) => {
  const { abilities, reviews } = recordedBy(server);

  test('was recorded for every change', () => {
    expect(Object.keys(reviews).sort()).toEqual([...changes.keys()]);
    expect(abilities).toEqual({ schema: 'enforced', tokenProbabilities: true, thinking: false });
  });

  test.each([...changes])('%s: the same findings, anchors and counts', async (name, diff) => {
    const double = await replay(server);
    const review = await reviewWith(openRecorded(server, double.url, abilities), diff);
    double.assertClean();
    expect(essenceOf(review)).toEqual(reviews[name]);
  });

  test('a prompt that was not recorded fails, and is not reviewed', async () => {
    const double = await replay(server);
    const diff = (changes.get('off-by-one') ?? '').replaceAll('sum', 'total');
    const review = await reviewWith(openRecorded(server, double.url, abilities), diff);
    expect(review.verdict).toBe('incomplete');
    expect(() => double.assertClean()).toThrow('unknown prompt');
  });

  test('no path of the recording machine is in them', () => {
    const at = join(repliesFolder, server.folder, 'review');
    const texts = readdirSync(at).map((name) => readFileSync(join(at, name), 'utf8'));
    expect(texts.length).toBeGreaterThan(changes.size);
    expect(texts.join('')).not.toMatch(/\/(?:root|home|Users)\//u);
  });
});
