import { join } from 'node:path';
import { vi } from 'vitest';
import { createCommandRunner } from '../../../../src/entry/app/commands/create-command-runner.ts';
import type { PreparedRunner } from '../../../../src/entry/app/commands/prepared-runner.ts';
import { settingsFrom } from '../../../../src/entry/cli/command-settings.ts';
import { createMirrors } from '../../../../src/git/mirror/create-mirrors.ts';
import { silentLog } from '../../../../src/log.ts';
import { parseCommand } from '../../../../src/review/jobs/commands/parse-command.ts';
import type { CommentPlace } from '../../../../src/review/jobs/errand.ts';
import type { ModelUse } from '../../../../src/review/jobs/use-tally.ts';
import type { Lane } from '../../../../src/review/jobs/job-store.ts';
import { laneOfErrand } from '../../../../src/review/jobs/lane-of-errand.ts';
import type { JobResult } from '../../../../src/review/jobs/job-result.ts';
import { installation, pull, type WorkerScene } from './worker-scene.ts';

// Rules, Probes and parsers as the build has packed them.
vi.mock('../../../../src/entry/cli/package-files.ts', () => ({
  packageFile: (name: string) => join(process.cwd(), 'dist', name),
}));

export interface CommandScene {
  /** Writes a comment as a person, and carries out what is in it. Undefined: no command is. */
  readonly say: (login: string, body: string, below?: number) => Promise<JobResult | undefined>;
  /** What the app wrote since the last time it was asked. */
  readonly heard: () => string[];
  readonly place: (kind: CommentPlace['kind']) => number;
  /** What the model was asked for, as it was counted. */
  readonly uses: readonly ModelUse[];
}

/** Somebody talks to the app on the pull request of a scene. The worker takes the commands; reviews stay in the store. */
export function openCommands(scene: WorkerScene, prepared?: PreparedRunner): CommandScene {
  const { github, memory, appForge, model, folder } = scene;
  const nothing = (): void => {};
  const { env } = process;
  const quiet = { isCi: true, color: false, width: 80, progress: 'off', out: nothing, err: nothing } as const;
  const uses: ModelUse[] = [];
  const run = createCommandRunner({
    uses: { count: async (use) => void uses.push(use) },
    ...{ store: memory.jobs, records: memory.records, appForge, prepared, ruleFolder: undefined },
    terminal: { ...quiet, env, cwd: folder },
    place: { api: github.url, server: github.url },
    mirrors: createMirrors({
      root: join(folder, 'mirrors'),
      mostBytes: 1e9,
      prune: { mostBytes: 1e9, mostAgeMs: 1e9 },
      log: silentLog,
    }),
    replies: join(folder, 'replies'),
    log: silentLog,
    time: { now: () => Date.now(), sleep: async () => {} },
    loadSettings: (configuration) =>
      settingsFrom(
        {
          flags: {},
          inputs: new Map([
            ['server', model.url],
            ['cache.directory', join(folder, 'cache')],
          ]),
          config: undefined,
        },
        configuration,
      ),
  });
  const name = { owner: 'olga', repo: 'proof', number: 1 };
  let seen = 0;
  let told = 0;
  const last = { conversation: 0, line: 0 };
  return {
    uses,
    async say(login, body, below) {
      const kind = below === undefined ? 'conversation' : 'line';
      const { id } =
        below === undefined ? github.comment(name, login, body) : await github.reply(below, login, body);
      last[kind] = id;
      const command = parseCommand(body);
      if (command === undefined) return undefined;
      told += 1;
      await memory.jobs.accept({
        id: `d${told}`,
        event: 'issue_comment.created',
        errand: { kind: 'command', installation, pull, command, by: login, comment: { id, kind } },
      });
      for (let lane: Lane = 'command'; ;) {
        const job = await memory.jobs.take(lane, 'worker', 60_000);
        if (job?.errand.kind !== 'command') throw new Error(`no command is in the lane ${lane}`);
        const result = await run({ ...job, errand: job.errand }, new AbortController().signal);
        if (result.kind === 'passed') {
          await memory.jobs.pass(job, result.errand);
          lane = laneOfErrand(result.errand);
          continue;
        }
        if (result.kind !== 'ended') throw new Error(JSON.stringify(result));
        await memory.jobs.finish(job, result.end);
        return result;
      }
    },
    heard() {
      const own = [...github.state.issueComments, ...github.state.reviewComments]
        .filter(({ author }) => author === 'galley[bot]')
        .sort((one, other) => one.id - other.id)
        .map(({ body }) => body);
      const fresh = own.slice(seen);
      seen = own.length;
      return fresh;
    },
    place: (kind) => last[kind],
  };
}
