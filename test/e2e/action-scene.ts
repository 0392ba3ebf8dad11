import { afterAll } from 'vitest';
import { apiCaller } from '../doubles/github/call-api.ts';
import type { CommittedFile } from '../doubles/github/git/commit-files.ts';
import { startGitHub, type GitHubDouble } from '../doubles/github/start-github.ts';
import type { PullRequest } from '../doubles/github/state/records.ts';
import type { Needs, TokenOptions } from '../doubles/github/types.ts';
import { startModelServer } from '../doubles/model-server/start-model-server.ts';
import type { Reply } from '../doubles/model-server/script.ts';
import type { ModelServer } from '../doubles/model-server/start-model-server.ts';
import { jobToken, type Step } from './action-step.ts';
import { temporaryFolder } from './galley-process.ts';
import { defect, reports, silent, sumAfter } from './sample-change.ts';

/** What the README asks for. */
export const rights: Needs = {
  metadata: 'read',
  contents: 'read',
  pull_requests: 'write',
  checks: 'write',
};

/** What the token of a fork's job may do, whatever the workflow says. */
export const readOnly: Needs = {
  metadata: 'read',
  contents: 'read',
  pull_requests: 'read',
  checks: 'read',
};

export interface ActionScene {
  /** Bare repositories of the forge, by full name and `.git`. */
  readonly folder: string;
  readonly github: GitHubDouble;
  readonly pull: PullRequest;
  readonly model: ModelServer;
  /** Commits to the head branch. */
  readonly push: (files: readonly CommittedFile[]) => Promise<string>;
  /** The step for what the pull request is at this moment. */
  readonly step: (action?: string) => Promise<Step>;
  /** Review comments, as everybody can read them. */
  readonly comments: () => Promise<unknown>;
}

export interface SceneOptions {
  /** Instead of a report of the defect. */
  readonly replies?: readonly Reply[];
  /** What happens at the forge while the model thinks. */
  readonly during?: (github: GitHubDouble) => unknown;
  /** What the model server asks for; default: nothing. */
  readonly apiKey?: string;
  /** The head stands in a repository of mallory's. */
  readonly isFork?: boolean;
  readonly title?: string;
  /** Of the head; default `topic`. */
  readonly branch?: string;
}

/** A pull request that adds the defect of the sample change, and a model that sees it. */
export async function openScene(
  permissions: Needs = rights,
  head: readonly CommittedFile[] = [{ path: 'src/sum.dart', content: sumAfter }],
  base: readonly CommittedFile[] = [],
  { replies, during, apiKey, isFork = false, title, branch = 'topic' }: SceneOptions = {},
): Promise<ActionScene> {
  const folder = temporaryFolder();
  const all = { metadata: 'read', contents: 'write', pull_requests: 'write', issues: 'write' } as const;
  const tokens: Record<string, TokenOptions> = {
    [jobToken]: { login: 'github-actions[bot]', type: 'Bot', permissions },
    olga: { login: 'olga', type: 'User', permissions: all },
  };
  const github = await startGitHub({ tokens, limits: 'none', folder });
  const model = await startModelServer({
    ...(apiKey !== undefined && { apiKey }),
    replies: [
      ...(replies ?? [during === undefined ? reports(defect) : reportLate(() => during(github))]),
      silent,
    ],
  });
  afterAll(() => Promise.all([github.close(), model.close()]));
  const before = sumAfter.replace(defect, '  for (final item in list) total += item;');
  await github.createRepository({
    owner: 'olga',
    name: 'proof',
    files: [{ path: 'src/sum.dart', content: before }, ...base],
  });
  const owner = isFork ? 'mallory' : 'olga';
  if (isFork) await github.createRepository({ owner, name: 'proof', forkOf: 'olga/proof' });
  const { git } = github.inside;
  await git.run(`${owner}/proof`, ['update-ref', `refs/heads/${branch}`, 'refs/heads/main']);
  const push: ActionScene['push'] = (files) => github.commit(owner, 'proof', { branch, files });
  await push(head);
  const pull = await github.createPullRequest({
    ...{ owner: 'olga', repo: 'proof', head: branch, author: isFork ? 'mallory' : 'alice' },
    ...(isFork ? { headRepository: 'mallory/proof' } : {}),
    ...(title === undefined ? {} : { title }),
  });
  const read = async (path: string): Promise<unknown> =>
    (await apiCaller(github, 'olga')('GET', `/repos/olga/proof/pulls/${pull.number}${path}`)).body;
  return {
    folder,
    github,
    pull,
    model,
    push,
    async step(action = 'opened') {
      const body = await read('');
      const repository = { full_name: 'olga/proof' };
      return {
        event: {
          name: 'pull_request',
          payload: { action, number: pull.number, pull_request: body, repository },
        },
        apiUrl: github.url,
        serverUrl: github.url,
        inputs: { server: model.url },
      };
    },
    comments: () => read('/comments'),
  };
}

/** The report of the defect, some time after something else has begun. */
function reportLate(begin: () => unknown): Reply {
  const { when, text } = reports(defect);
  return {
    when: when ?? '',
    text(call) {
      void begin();
      return typeof text === 'function' ? text(call) : (text ?? '');
    },
    fault: { kind: 'slow-headers', ms: 2500 },
  };
}
