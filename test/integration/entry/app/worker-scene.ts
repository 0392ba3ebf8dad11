import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, vi } from 'vitest';
import { createCloseRunner } from '../../../../src/entry/app/worker/create-close-runner.ts';
import { createJobRunner } from '../../../../src/entry/app/worker/create-job-runner.ts';
import { createReviewRunner } from '../../../../src/entry/app/worker/create-review-runner.ts';
import { createWorker, type Worker } from '../../../../src/entry/app/worker/create-worker.ts';
import type { SettingKey } from '../../../../src/config/schema.ts';
import type { RepositoryConfiguration } from '../../../../src/entry/cli/choose-configuration.ts';
import { settingsFrom } from '../../../../src/entry/cli/command-settings.ts';
import type { Terminal } from '../../../../src/entry/cli/terminal.ts';
import { createMirrors } from '../../../../src/git/mirror/create-mirrors.ts';
import { createAppForge } from '../../../../src/github/app/create-app-forge.ts';
import type { ClientTime } from '../../../../src/github/client/client-time.ts';
import type { ApiCall } from '../../../../src/github/client/count-calls.ts';
import { silentLog } from '../../../../src/log.ts';
import type { AppForge } from '../../../../src/review/jobs/app-ports.ts';
import type { Job, JobStore } from '../../../../src/review/jobs/job-store.ts';
import type { JobResult } from '../../../../src/review/jobs/job-result.ts';
import type { Errand, PullKey } from '../../../../src/review/jobs/errand.ts';
import type { CommittedFile } from '../../../doubles/github/git/commit-files.ts';
import { startGitHub, type GitHubDouble } from '../../../doubles/github/start-github.ts';
import type { GitHubOptions } from '../../../doubles/github/types.ts';
import { startModelServer, type ModelServer } from '../../../doubles/model-server/start-model-server.ts';
import type { Reply } from '../../../doubles/model-server/script.ts';
import { memoryJobStore, type MemoryJobStore } from '../../../ports/memory-job-store.ts';

// Rules, Probes and parsers as the build has packed them.
vi.mock('../../../../src/entry/cli/package-files.ts', () => ({
  packageFile: (name: string) => join(process.cwd(), 'dist', name),
}));

export const pull: PullKey = { repository: 'olga/proof', number: 1 };
export const installation = 77;

/** The defect of the sample. No parser is loaded for Dart: half the time. */
export const defect = '  for (var i = 0; i <= list.length; i++) total += list[i];';
const good = '  for (final item in list) total += item;';
export const sample = (line: string, name = 'sum'): string =>
  `int ${name}(List<int> list) {\n  var total = 0;\n${line}\n  return total;\n}\n`;

const finding = {
  quote: defect,
  problem: 'Reads behind the end of the list.',
  severity: 'error',
  category: 'correctness',
};
export const reports: Reply = { when: `+${defect}`, text: JSON.stringify({ findings: [finding] }) };
export const silent: Reply = { when: 'File ', text: '{"findings":[]}' };

export interface WorkerScene {
  readonly folder: string;
  readonly github: GitHubDouble;
  readonly model: ModelServer;
  readonly memory: MemoryJobStore;
  readonly appForge: AppForge;
  readonly calls: ApiCall[];
  readonly results: { readonly job: Job; readonly result: JobResult }[];
  /** Another worker of the same store; ended with the test file. */
  readonly worker: (name?: string, store?: Partial<JobStore>) => Worker;
  readonly push: (files: readonly CommittedFile[]) => Promise<string>;
  readonly head: () => string;
  readonly accept: (id: string, errand?: Partial<Errand>) => Promise<'accepted' | 'known'>;
  /** Lets milliseconds go by for the store. */
  readonly pass: (ms: number) => void;
  /** Milliseconds that were waited for GitHub. */
  readonly waited: () => number;
  /** Waits until nothing is waiting or under way. */
  readonly idle: () => Promise<void>;
}

export interface SceneOptions {
  readonly replies?: readonly Reply[];
  readonly base?: readonly CommittedFile[];
  readonly head?: readonly CommittedFile[];
  readonly tries?: number;
  readonly backoffMs?: number;
  readonly mostMirrorBytes?: number;
  readonly limits?: GitHubOptions['limits'];
}

/** A pull request on a forge that has the app installed, a model that sees its defect, and a store without a database. */
export async function openWorkerScene(options: SceneOptions = {}): Promise<WorkerScene> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-worker-'));
  const permissions = {
    metadata: 'read',
    contents: 'read',
    pull_requests: 'write',
    checks: 'write',
  } as const;
  const apps = [
    { id: 5, slug: 'galley', permissions, installations: [{ id: installation, account: 'olga' }] },
  ];
  let waited = 0;
  const time: ClientTime = {
    now: () => Date.now() + waited,
    async sleep(ms) {
      waited += ms;
    },
  };
  const github = await startGitHub({ apps, limits: options.limits ?? 'none', now: () => time.now() });
  const model = await startModelServer({ replies: [...(options.replies ?? [reports, silent])] });
  const workers: Worker[] = [];
  afterAll(async () => {
    await Promise.all(workers.map((worker) => worker.stop(500)));
    await Promise.all([github.close(), model.close()]);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  const { base = [], head = [{ path: 'src/sum.dart', content: sample(defect) }] } = options;
  const files = [{ path: 'src/sum.dart', content: sample(good) }, ...base];
  await github.createRepository({ owner: 'olga', name: 'proof', files });
  await github.inside.git.run('olga/proof', ['update-ref', 'refs/heads/topic', 'refs/heads/main']);
  const push: WorkerScene['push'] = (files) => github.commit('olga', 'proof', { branch: 'topic', files });
  await push(head);
  const opened = await github.createPullRequest({
    owner: 'olga',
    repo: 'proof',
    head: 'topic',
    author: 'alice',
  });
  let passed = 0;
  const memory = memoryJobStore({
    tries: options.tries ?? 5,
    backoffMs: options.backoffMs ?? 0,
    clock: () => Date.now() + passed,
  });
  const calls: ApiCall[] = [];
  const onCall = (call: ApiCall): void => void calls.push(call);
  const common = { log: silentLog, onCall, time };
  const privateKey = github.inside.apps.keyOf('galley');
  const appForge = createAppForge({
    ...common,
    baseUrl: github.url,
    appId: 5,
    privateKey,
    userAgent: 'test',
  });
  const results: WorkerScene['results'] = [];
  return {
    ...{ folder, github, model, memory, appForge, calls, results, push },
    head: () => opened.head.sha,
    pass: (ms) => void (passed += ms),
    waited: () => waited,
    worker(name = 'worker', changes = {}) {
      const store: JobStore = { ...memory.jobs, ...changes };
      const reviewing = {
        ...{ ...common, store, appForge, ruleFolder: undefined, terminal: quietTerminal(folder) },
        place: { api: github.url, server: github.url },
        mirrors: createMirrors({
          root: join(folder, 'mirrors'),
          mostBytes: options.mostMirrorBytes ?? 1e9,
          prune: { mostBytes: 1e9, mostAgeMs: 1e9 },
          log: silentLog,
        }),
        replies: join(folder, 'replies'),
        loadSettings: (configuration: RepositoryConfiguration) =>
          settingsFrom({ flags: {}, inputs: settingsOf(model, folder), config: undefined }, configuration),
      };
      const [review, close] = [createReviewRunner(reviewing), createCloseRunner(reviewing)];
      const command = async (): Promise<JobResult> => ({ kind: 'ended', end: 'posted', why: 'answered' });
      const run = createJobRunner({ store, review, close, command, onInstalled: () => {} });
      const onEnd = (job: Job, result: JobResult): void => void results.push({ job, result });
      const worker = createWorker({
        store,
        name,
        places: { review: 1, command: 4, answer: 2, long: 1 },
        run,
        onEnd,
        log: silentLog,
      });
      workers.push(worker);
      return worker;
    },
    accept: (id, errand = {}) =>
      memory.jobs.accept({
        id,
        event: 'pull_request.synchronize',
        errand: {
          ...{ kind: 'review', installation, pull, head: undefined, isForced: false },
          ...errand,
        } as Errand,
      }),
    async idle() {
      const isBusy = (): boolean =>
        [...memory.state.jobs.values()].some(({ state }) => ['waiting', 'active', 'again'].includes(state));
      while (isBusy()) await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
}

function settingsOf(model: ModelServer, folder: string): ReadonlyMap<SettingKey, string> {
  return new Map<SettingKey, string>([
    ['server', model.url],
    ['forms', 'always'],
    ['cache.directory', join(folder, 'cache')],
  ]);
}

function quietTerminal(cwd: string): Terminal {
  const nothing = (): void => {};
  const { env } = process;
  return { env, cwd, isCi: true, color: false, width: 80, progress: 'off', out: nothing, err: nothing };
}

/** Waits for something that another part does. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** How the deliveries ended, by their ids. */
export function endsOf({ memory }: WorkerScene): Record<string, string | undefined> {
  return Object.fromEntries([...memory.state.deliveries.values()].map(({ id, end }) => [id, end]));
}
