import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAct } from '../test/doubles/act/run-act.ts';
import { placeAction } from '../test/doubles/action-runner/place-action.ts';
import { apiCaller } from '../test/doubles/github/call-api.ts';
import { startGitHub } from '../test/doubles/github/start-github.ts';

/**
 * Runs the example workflow by act on a pull request of the GitHub double, with the model server that GALLEY_SERVER names
 * (else Ollama at its usual place); then a push mends one of its faults, and it runs again. Prints both logs and writes the
 * pages to look at: `npx tsx scripts/record-action.ts FOLDER [MODEL]`. Needs act (scripts/peers/act.sh) and dist/action.
 */
const [out = '', model = 'qwen2.5-coder:1.5b'] = process.argv.slice(2);
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'galley-record-'));
const token = 'ghs_of-the-job';

const before = `export interface Token {
  readonly value: string;
  /** Seconds. */
  readonly expires_in: number;
}

const kept = new Map<string, { value: string; expiresAt: number }>();
`;
const added = `
export function tokenFor(key: string, token: Token): string {
  kept.set(key, {
    value: token.value,
    expiresAt: Date.now() + token.expires_in,
  });
  return token.value;
}

export function forget(keys: readonly string[]): void {
  for (let i = 0; i <= keys.length; i++) {
    kept.delete(keys[i]);
  }
}
`;

const rights = { metadata: 'read', contents: 'read', pull_requests: 'write', checks: 'write' } as const;
const all = { metadata: 'read', contents: 'write', pull_requests: 'write', issues: 'write' } as const;
const github = await startGitHub({
  folder: join(folder, 'forge'),
  limits: 'none',
  tokens: {
    [token]: { login: 'github-actions[bot]', type: 'Bot', permissions: rights },
    olga: { login: 'olga', type: 'User', permissions: all },
  },
});
const path = 'src/token-store.ts';
await github.createRepository({ owner: 'olga', name: 'proof', files: [{ path, content: before }] });
await github.inside.git.run('olga/proof', ['update-ref', 'refs/heads/tokens', 'refs/heads/main']);
const push = (content: string): Promise<string> =>
  github.commit('olga', 'proof', { branch: 'tokens', files: [{ path, content }] });
await push(before + added);
const title = 'Keep tokens until they expire';
await github.createPullRequest({ owner: 'olga', repo: 'proof', head: 'tokens', author: 'alice', title });

await run('opened', 'first');
await push(before + added.replace('token.expires_in', 'token.expires_in * 1000'));
await run('synchronize', 'second');
github.assertClean();
await github.close();

async function run(action: string, name: string): Promise<void> {
  const { body } = await apiCaller(github, 'olga')('GET', '/repos/olga/proof/pulls/1');
  const { log } = await runAct({
    act: join(root, '.peers/bin/act'),
    workflow: placeWorkflow(),
    event: {
      name: 'pull_request',
      payload: { action, number: 1, pull_request: body, repository: { full_name: 'olga/proof' } },
    },
    repository: 'olga/proof',
    forge: github.url,
    token,
    actionFolder: placeAction(join(folder, 'galley')),
    uses: 'your-organisation/galley@0000000000000000000000000000000000000000',
    labels: ['self-hosted', 'galley'],
    env: process.env['GALLEY_SERVER'] === undefined ? {} : { GALLEY_SERVER: process.env['GALLEY_SERVER'] },
    folder,
  });
  process.stdout.write(`${log}\n`);
  mkdirSync(out, { recursive: true });
  const page = await fetch(`${github.url}/olga/proof/pull/1`);
  writeFileSync(join(out, `${name}.html`), await page.text());
}

function placeWorkflow(): string {
  const file = join(folder, 'review.yml');
  const example = readFileSync(join(root, '.github/examples/review.yml'), 'utf8');
  writeFileSync(file, example.replace('qwen2.5-coder:7b', model));
  return file;
}
