import { silentLog } from '../../../../../src/log.ts';
import type { DocumentedChange } from '../../../../../src/review/document-change.ts';
import type { PullRequest } from '../../../../../src/review/forge-ports.ts';
import type { ToldFinding } from '../../../../../src/review/jobs/app-ports.ts';
import { answerCommand } from '../../../../../src/review/jobs/commands/answer-command.ts';
import type { CommandPorts } from '../../../../../src/review/jobs/commands/command-ports.ts';
import type { Command, CommandErrand, CommentPlace } from '../../../../../src/review/jobs/errand.ts';
import type { JobResult } from '../../../../../src/review/jobs/job-result.ts';
import type { ReviewRecord } from '../../../../../src/review/jobs/job-store.ts';

/** What a test wants to be different. */
export interface CommandScene {
  readonly command: Command;
  readonly by?: string;
  readonly comment?: CommentPlace | undefined;
  readonly attempt?: number;
  readonly pull?: Partial<PullRequest>;
  readonly isPaused?: boolean;
  readonly thread?: ToldFinding;
  readonly open?: readonly ToldFinding[];
  readonly record?: ReviewRecord;
  readonly docs?: DocumentedChange;
  readonly ports?: Partial<CommandPorts>;
}

export const conversation: CommentPlace = { id: 11, kind: 'conversation' };
export const line: CommentPlace = { id: 12, kind: 'line' };

export const told: ToldFinding = {
  fingerprint: '00000000000000ab',
  path: 'src/a.ts',
  url: 'https://forge.test/c1',
  rule: 'probe/missing-await',
  confidence: 'right in at least 85 of 100, n = 40',
  proof: 'it parses',
};

export const pull: PullRequest = {
  repository: 'olga/proof',
  number: 7,
  url: 'https://forge.test/olga/proof/pull/7',
  title: 'A change',
  author: 'alice',
  state: 'open',
  isDraft: false,
  base: { ref: 'main', sha: 'b'.repeat(40), repository: 'olga/proof' },
  head: { ref: 'topic', sha: 'a'.repeat(40), repository: 'olga/proof' },
  isFork: false,
};

/** Carries out one command, in all lanes that it comes to: `wanda` may write, nobody else. */
export async function give(scene: CommandScene): Promise<Given> {
  const calls: unknown[][] = [];
  const replies: string[] = [];
  const note =
    (name: string) =>
    async (...args: unknown[]): Promise<void> =>
      void calls.push([name, ...args]);
  const ports: CommandPorts = {
    forge: {
      readPullRequest: async () => ({ ...pull, ...scene.pull }),
      acknowledge: (place) => note('acknowledge')(place.id),
      reply: async (place, body, key) => {
        replies.push(body);
        await note('reply')(place?.id, key);
      },
      mayWrite: async (login) => login === 'wanda',
      readThread: async () => scene.thread,
      readOpenFindings: async () => scene.open ?? [],
      suggest: async (findings) => {
        await note('suggest')(findings.length);
        return findings.length;
      },
    },
    store: {
      accept: async (delivery) => {
        await note('accept')(delivery);
        return 'accepted';
      },
      isPaused: async () => scene.isPaused ?? false,
      setPaused: (_, isPaused, by) => note('setPaused')(isPaused, by),
    },
    records: {
      jobs: async () => ({
        rows: scene.record ? ([{ id: 'j1', verdict: scene.record.verdict }] as never) : [],
        total: 1,
      }),
      job: async () => ({ record: scene.record }) as never,
    },
    explain: async (name) =>
      name === 'probe/missing-await' ? { id: name, text: 'Asks <@bob>.\n' } : { near: ['galley/no-eval'] },
    findDocs: async () => scene.docs ?? noDocs,
    findTests: async () => 'tests of it',
    log: silentLog,
    signal: new AbortController().signal,
    ...scene.ports,
  };
  const errand: CommandErrand = {
    kind: 'command',
    installation: 5,
    pull: { repository: 'olga/proof', number: 7 },
    command: scene.command,
    by: scene.by ?? 'wanda',
    comment: 'comment' in scene ? scene.comment : conversation,
  };
  const job = {
    id: 'job1',
    attempt: scene.attempt ?? 1,
    putOffMs: 0,
    errand,
    whySuperseded: () => undefined,
  };
  const first = await answerCommand(job, ports);
  if (first.kind !== 'passed' || first.errand.kind !== 'command') return { result: first, calls, replies };
  const read = calls.length;
  return { result: await answerCommand({ ...job, errand: first.errand }, ports), calls, replies, read };
}

export interface Given {
  readonly result: JobResult;
  readonly calls: readonly unknown[][];
  readonly replies: readonly string[];
  /** Calls before it was passed on; undefined: it was not. */
  readonly read?: number;
}

export const noDocs: DocumentedChange = { undocumented: 0, findings: [], patch: '', patched: 0, reasons: [] };
