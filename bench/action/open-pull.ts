import { apiCaller } from '../../test/doubles/github/call-api.ts';
import { startGitHub, type GitHubDouble } from '../../test/doubles/github/start-github.ts';

/** A pull request on a GitHub of its own. */
export interface BenchPull {
  readonly github: GitHubDouble;
  readonly folder: string;
  /** A line of one file that the model objects to, and what it then says. */
  readonly defect: string;
  readonly claim: string;
  /** Every call to the API, with when it came (`performance.now()`); emptied by whoever counts. */
  readonly calls: { readonly method: string; readonly path: string; readonly at: number }[];
  /** Pushes the one file with the defect again, without it. */
  readonly fixOne: () => Promise<unknown>;
  /** Of an event about the pull request as it is now. */
  readonly payload: (action: string) => Promise<unknown>;
}

const defect = '  for (let at = 0; at <= items.length; at++) sum += items[at].price;';
const sound = '  for (const item of items) sum += item.price;';

/** `files` of them changed, one function each; the first has the defect. */
export async function openPull(folder: string, files: number, token: string): Promise<BenchPull> {
  const calls: { method: string; path: string; at: number }[] = [];
  const rights = { metadata: 'read', contents: 'read', pull_requests: 'write', checks: 'write' } as const;
  const all = { metadata: 'read', contents: 'write', pull_requests: 'write', issues: 'write' } as const;
  const github = await startGitHub({
    folder,
    limits: 'none',
    tokens: {
      [token]: { login: 'github-actions[bot]', type: 'Bot', permissions: rights },
      olga: { login: 'olga', type: 'User', permissions: all },
    },
    hooks: {
      witnesses: [
        ({ call }) => void calls.push({ method: call.method, path: call.path, at: performance.now() }),
      ],
    },
  });
  const names = Array.from({ length: files }, (_, at) => `src/basket-${at}.ts`);
  const content = (at: number, isHead: boolean, line: string): string =>
    [
      `export function total${at}(items: readonly { price: number }[]): number {`,
      `  let sum = ${isHead ? at + 1 : 0};`,
      line,
      '  return sum;',
      '}',
      '',
    ].join('\n');
  await github.createRepository({
    owner: 'olga',
    name: 'proof',
    files: names.map((path, at) => ({ path, content: content(at, false, sound) })),
  });
  await github.inside.git.run('olga/proof', ['update-ref', 'refs/heads/topic', 'refs/heads/main']);
  const push = (changed: readonly { path: string; content: string }[]): Promise<unknown> =>
    github.commit('olga', 'proof', { branch: 'topic', files: changed });
  await push(names.map((path, at) => ({ path, content: content(at, true, at === 0 ? defect : sound) })));
  const opened = { owner: 'olga', repo: 'proof', head: 'topic', author: 'alice' };
  const { number } = await github.createPullRequest(opened);
  return {
    github,
    folder,
    defect: defect.trim(),
    claim: JSON.stringify({
      findings: [
        {
          quote: defect.trim(),
          category: 'correctness',
          severity: 'error',
          problem: 'The loop reads one item behind the end of the list',
        },
      ],
    }),
    calls,
    fixOne: () => push([{ path: names[0] ?? '', content: content(0, true, sound) }]),
    async payload(action) {
      const { body } = await apiCaller(github, 'olga')('GET', `/repos/olga/proof/pulls/${number}`);
      return { action, number, pull_request: body, repository: { full_name: 'olga/proof' } };
    },
  };
}
