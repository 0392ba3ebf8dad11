import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeAction } from '../../test/doubles/action-runner/place-action.ts';
import { runStep } from '../../test/doubles/action-runner/run-step.ts';
import type { StepResult } from '../../test/doubles/action-runner/types.ts';
import { startModelServer } from '../../test/doubles/model-server/start-model-server.ts';
import { atMost, plain, type Figure, type Result } from '../figure.ts';
import { median } from '../paired.ts';
import { openPull, type BenchPull } from './open-pull.ts';

/** Runs whose median counts. */
const rounds = 5;
const files = 40;
const token = 'ghs_token-of-the-bench';

/** One run of the Action, as seen from outside. All times in ms since it was started. */
interface Run {
  readonly step: StepResult;
  readonly calls: readonly { readonly method: string; readonly path: string; readonly at: number }[];
  readonly prompts: number;
  readonly firstPrompt: number;
}

/** A pull request of forty files, then a push of one: the Action as a runner starts it, GitHub and the model as doubles. */
export async function measureAction(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-action-'));
  const node = nodeOf24();
  const action = placeAction(join(folder, 'galley'));
  const runs: { readonly first: Run; readonly second: Run }[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const pull = await openPull(join(folder, `forge-${round}`), files, token);
      const first = await run(pull, action, node, 'opened');
      await pull.fixOne();
      const second = await run(pull, action, node, 'synchronize');
      pull.github.assertClean();
      await pull.github.close();
      runs.push({ first, second });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return {
    title: 'A pull request by the Action',
    method: `${files} changed files with one finding, a model that answers at once, ${rounds} rounds on ${node === process.execPath ? `Node ${process.version}` : 'Node 24'}, median. Waits that GitHub asks for between writes are left out: counted is the time up to the first write of the review, and that behind the last write.`,
    figures: figuresOf(runs),
  };
}

function figuresOf(runs: readonly { readonly first: Run; readonly second: Run }[]): readonly Figure[] {
  const of = (read: (pair: (typeof runs)[number]) => number): number => median(runs.map(read));
  // One of them edits the summary.
  const edits = of(({ second }) => second.calls.filter(({ method }) => method === 'PATCH').length - 1);
  const second = of((pair) => pair.second.prompts);
  return [
    atMost('First review, without model and waits', of(({ first }) => workOf(first)) / 1000, 3, ' s'),
    atMost('Start to first model call', of(({ first }) => first.firstPrompt) / 1000, 1.5, ' s'),
    atMost(
      'API calls of a first review',
      of(({ first }) => first.calls.length),
      12,
      '',
    ),
    plain('Model calls of the first review', String(of(({ first }) => first.prompts))),
    {
      name: 'Model calls after a push of one file',
      value: String(second),
      target: 'its changed chunks: 1',
      met: second === 1,
    },
    atMost(
      'API calls of the re-review',
      of((pair) => pair.second.calls.length),
      8 + Math.max(0, edits),
      '',
      `${edits} comment edited`,
    ),
    plain('Re-review, without model and waits', `${(of((pair) => workOf(pair.second)) / 1000).toFixed(2)} s`),
  ];
}

/** Up to the first write, and behind the last. */
function workOf({ calls, step }: Run): number {
  const writes = calls.filter(({ method, path }) => method !== 'GET' && path !== '/graphql');
  const [review] = writes;
  const last = writes.at(-1);
  if (review === undefined || last === undefined) throw new Error(`nothing was written:\n${step.raw}`);
  return review.at + (step.milliseconds - last.at);
}

async function run(pull: BenchPull, action: string, node: string, event: string): Promise<Run> {
  const prompts: number[] = [];
  const reply = (text: string) => () => {
    prompts.push(performance.now());
    return text;
  };
  const model = await startModelServer({
    replies: [
      { when: pull.defect, text: reply(pull.claim) },
      { when: 'File ', text: reply('{"findings":[]}') },
    ],
  });
  const payload = await pull.payload(event);
  pull.calls.length = 0;
  const began = performance.now();
  const step = await runStep({
    actionFolder: action,
    folder: pull.folder,
    node,
    token,
    repository: 'olga/proof',
    event: { name: 'pull_request', payload },
    apiUrl: pull.github.url,
    serverUrl: pull.github.url,
    graphqlUrl: `${pull.github.url}/graphql`,
    inputs: { server: model.url, model: 'qwen2.5-coder:1.5b' },
    env: { GALLEY_FORMS: 'always', GALLEY_PROBES: 'false', GALLEY_CACHE_ENABLED: 'false' },
  });
  await model.close();
  const calls = pull.calls.map((call) => ({ ...call, at: call.at - began }));
  return { step, calls, prompts: prompts.length, firstPrompt: (prompts[0] ?? began) - began };
}

function nodeOf24(): string {
  const node = join(import.meta.dirname, '../../.peers/bin/node24');
  return existsSync(node) ? node : process.execPath;
}
