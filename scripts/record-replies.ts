import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { startRecorder } from '../test/doubles/model-server/record.ts';
import { loadRecordings, type Recording } from '../test/doubles/model-server/recordings.ts';
import {
  essenceOf,
  openRecorded,
  recordedChanges,
  recordedServers,
  repliesFolder,
  reviewWith,
  type RecordedReviews,
} from '../test/integration/model/recorded-review.ts';

/**
 * Records whole reviews of the changes in test/fixtures/replies/changes with a real server, for
 * test/integration/model/replay-review.test.ts. Needed anew after every change of a prompt.
 *
 *   npx tsx scripts/record-replies.ts http://127.0.0.1:11434    Ollama with qwen2.5-coder:1.5b
 *   npx tsx scripts/record-replies.ts http://127.0.0.1:9931/v1  llama-server --alias qwen2.5-coder:1.5b
 *
 * Names of changes after the URL record these alone.
 */
const { positionals } = parseArgs({ allowPositionals: true });
const target = positionals[0];
if (target === undefined) throw new Error('usage: npx tsx scripts/record-replies.ts SERVER-URL');
const server = recordedServers.find(({ backend }) => (backend === 'openai') === target.includes('/v1'));
if (server === undefined) throw new Error(`no recordings are kept for ${target}`);

/** A recorder answers when the whole reply is there, and a busy machine takes its time. */
const hours = 3_600_000;
const patient = { timeouts: { connectMs: 5000, firstByteMs: hours, idleMs: hours, totalMs: hours } };

const folder = join(repliesFolder, server.folder, 'review');
const results = join(repliesFolder, server.folder, 'review.json');
const changes = recordedChanges();
const names = positionals.slice(1);
const known = names.length > 0 ? (JSON.parse(readFileSync(results, 'utf8')) as RecordedReviews).reviews : {};
if (names.length === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const first = openRecorded(server, target, undefined, patient);
const { abilities } = await first.describe(new AbortController().signal);
await first.close();

const recorder = await startRecorder(target.replace(/\/v1\/?$/u, ''), folder);
const reviews: Record<string, unknown> = { ...known };
for (const name of names.length > 0 ? names : changes.keys()) {
  const diff = changes.get(name);
  if (diff === undefined) throw new Error(`no change ${name}: ${[...changes.keys()].join(', ')}`);
  const review = await reviewWith(openRecorded(server, recorder.url, abilities, patient), diff);
  if (!review.complete) throw new Error(`${name}: ${JSON.stringify(review.ledger.files)}`);
  reviews[name] = essenceOf(review);
  process.stdout.write(`${name}: ${review.verdict}, ${review.ledger.tokens.prompt} prompt tokens\n`);
}
await recorder.close();
for (const file of readdirSync(folder)) tidy(join(folder, file));
writeFileSync(results, `${JSON.stringify({ abilities, reviews }, null, 2)}\n`);
process.stdout.write(`${loadRecordings(folder).size} exchanges recorded\n`);

/** Takes out what only says how the recording machine is set up, file paths above all. */
function tidy(file: string): void {
  const recording = JSON.parse(readFileSync(file, 'utf8')) as Recording;
  const { path } = recording.request;
  const bare = ['/api/show', '/props', '/api/tags'].includes(path);
  const lines = bare ? [withoutPaths(recording.response.lines.join('\n'))] : recording.response.lines;
  const response = { ...recording.response, lines };
  writeFileSync(file, `${JSON.stringify({ ...recording, response }, null, 2)}\n`);
}

function withoutPaths(json: string): string {
  const answer = JSON.parse(json) as Record<string, unknown>;
  for (const key of ['modelfile', 'license', 'tensors', 'chat_template']) delete answer[key];
  const only = (answer['models'] as { name: string }[] | undefined)?.filter(({ name }) =>
    name.startsWith('qwen2.5-coder'),
  );
  const path = answer['model_path'];
  return JSON.stringify({
    ...answer,
    ...(only ? { models: only } : {}),
    ...(typeof path === 'string' ? { model_path: basename(path) } : {}),
  });
}
