import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { NewPullRequest } from './acts/create-pull-request.ts';
import type { NewRepository } from './acts/create-repository.ts';
import type { CommittedFile } from './git/commit-files.ts';
import { startGitHub } from './start-github.ts';
import type { GitHubOptions, TokenOptions } from './types.ts';

/** What a scene file may hold; repositories that lie in the folder already need not be named. */
interface SceneFile {
  readonly tokens?: Readonly<Record<string, TokenOptions>>;
  readonly limits?: GitHubOptions['limits'];
  readonly apps?: GitHubOptions['apps'];
  readonly webhooks?: GitHubOptions['webhooks'];
  readonly repositories?: readonly NewRepository[];
  readonly commits?: readonly {
    readonly owner: string;
    readonly repo: string;
    readonly branch: string;
    readonly message?: string;
    readonly files: readonly CommittedFile[];
  }[];
  readonly pulls?: readonly NewPullRequest[];
}

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    port: { type: 'string', default: '0' },
    scene: { type: 'string' },
  },
});

const scene = values.scene === undefined ? {} : (JSON.parse(readFileSync(values.scene, 'utf8')) as SceneFile);
const github = await startGitHub({
  port: Number(values.port),
  ...(values.folder === undefined ? {} : { folder: values.folder }),
  tokens: scene.tokens ?? { secret: everything() },
  ...(scene.limits === undefined ? {} : { limits: scene.limits }),
  ...(scene.apps === undefined ? {} : { apps: scene.apps }),
  ...(scene.webhooks === undefined ? {} : { webhooks: scene.webhooks }),
});
const named = new Set((scene.repositories ?? []).map(({ owner, name }) => `${owner}/${name}`));
for (const repository of scene.repositories ?? []) await github.createRepository(repository);
for (const [owner, name] of bareRepositories(values.folder)) {
  if (!named.has(`${owner}/${name}`)) await github.createRepository({ owner, name });
}
for (const { owner, repo, ...commit } of scene.commits ?? []) await github.commit(owner, repo, commit);
for (const pull of scene.pulls ?? []) await github.createPullRequest(pull);

process.stdout.write(`${JSON.stringify({ url: github.url })}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void github.close().finally(() => process.exit(0)));
}

/** A bot that may do everything: who starts a double without a scene wants to look around. */
function everything(): TokenOptions {
  const permissions = {
    metadata: 'read',
    contents: 'write',
    pull_requests: 'write',
    issues: 'write',
    checks: 'write',
    statuses: 'write',
  } as const;
  return { login: 'galley[bot]', type: 'Bot', permissions };
}

/** Owner and name of every `owner/name.git` below a folder. */
function bareRepositories(folder: string | undefined): [string, string][] {
  if (folder === undefined) return [];
  const inside = (path: string): string[] =>
    readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  return inside(folder).flatMap((owner) =>
    inside(join(folder, owner))
      .filter((name) => name.endsWith('.git'))
      .map((name): [string, string] => [owner, basename(name, '.git')]),
  );
}
