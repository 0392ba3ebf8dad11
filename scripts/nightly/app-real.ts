import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../test/doubles/free-port.ts';
import { startGitHub } from '../../test/doubles/github/start-github.ts';
import type { PullRequest } from '../../test/doubles/github/state/records.ts';
import { startPostgres } from '../../test/doubles/postgres/start-postgres.ts';
import { idle } from '../../test/e2e/app/app-metrics.ts';
import { eventually } from '../../test/e2e/app/eventually.ts';
import { takeShots } from '../../test/e2e/app/shots.ts';
import { faultsOf, standOf } from '../../test/e2e/app/stand-of.ts';
import { findChromium } from '../../test/find-chromium.ts';
import { cannotRun } from '../nightly-report.ts';

/**
 * The app as it is meant to be run, with real parts: PostgreSQL, a web process and two workers of `galley serve`, a real
 * model, and the GitHub double. A pull request is opened, pushed to twice, reviewed by command, one finding dismissed,
 * pushed to again. Prints what the processes say and what stands there in the end, and takes pictures of the dashboard.
 * Needs dist/, PostgreSQL and Chromium (scripts/peers.sh). Ends with 1 where the end is not as it should be.
 *
 * Usage: GALLEY_SERVER=http://127.0.0.1:11434 tsx scripts/nightly/app-real.ts [folder of the pictures] [model]
 */
const [out = '.peers/app-real', model = 'qwen2.5-coder:1.5b'] = process.argv.slice(2);
if (process.env['GALLEY_SERVER'] === undefined) {
  console.log('app with real parts: not run, GALLEY_SERVER names no model server');
  process.exit(cannotRun);
}
const root = join(import.meta.dirname, '../..');
const started = performance.now();
const folder = mkdtempSync(join(tmpdir(), 'galley-record-'));
const secret = 'a-secret-of-webhooks-that-has-more-than-32-bytes';
const operatorToken = 'the-token-of-the-operator-of-this-app';
const bot = 'galley[bot]';
const [repository, path] = ['olga/proof', 'src/token-store.ts'];

const head = `export interface Token {
  readonly value: string;
  /** Seconds. */
  readonly expires_in: number;
}

const kept = new Map<string, { value: string; expiresAt: number }>();
`;
const put = `
export function tokenFor(key: string, token: Token): string {
  kept.set(key, { value: token.value, expiresAt: Date.now() + token.expires_in });
  return token.value;
}
`;
const forget = `
export function forget(keys: readonly string[]): void {
  for (let i = 0; i <= keys.length; i++) {
    kept.delete(keys[i]);
  }
}
`;
/** What the branch holds at its opening and after each push. */
const pushes = [
  head + put,
  head + put + forget,
  head +
    put +
    forget.replace('keys', 'names').replace('keys.length', 'names.length').replace('keys[i]', 'names[i]'),
  head + put + forget.replace('<=', '<'),
];

mkdirSync(out, { recursive: true });
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const database = await startPostgres();
const github = await startGitHub({
  ...{ folder: join(folder, 'forge'), limits: 'none' },
  apps: [
    {
      ...{ id: 4711, slug: 'galley', installations: [{ id: 7, account: 'olga' }] },
      permissions: { metadata: 'read', contents: 'read', pull_requests: 'write', checks: 'write' },
    },
  ],
  webhooks: { url: `${url}/api/github/webhooks`, secret },
});
const children: ChildProcess[] = [];
let said = 'it did not come to its end';
try {
  serve('web', { PORT: String(port) });
  serve('worker', {});
  serve('worker', {});
  await eventually(() => fetch(`${url}/healthz`).then(({ ok }) => ok));
  await github.createRepository({
    ...{ owner: 'olga', name: 'proof', collaborators: { alice: 'write' } },
    files: [{ path, content: head }],
  });
  await github.inside.git.run(repository, ['update-ref', 'refs/heads/tokens', 'refs/heads/main']);
  await push(0);
  const title = 'Keep tokens until they expire';
  const pull: PullRequest = await github.createPullRequest({
    ...{ owner: 'olga', repo: 'proof', head: 'tokens', author: 'alice', title },
  });
  await reviewed(pull, 'opened');
  await push(1);
  await push(2);
  await reviewed(pull, 'pushed twice');
  const asked = github.comment(
    { owner: 'olga', repo: 'proof', number: pull.number },
    'alice',
    '/galley review',
  );
  await seen(asked.id);
  await reviewed(pull, 'reviewed by command');
  const [finding] = github.state.reviewComments.filter(({ author }) => author === bot);
  if (finding === undefined) throw new Error('the model found nothing that could be dismissed');
  const reason = 'keys are few';
  await seen((await github.reply(finding.id, 'alice', `/galley dismiss ${reason}`)).id);
  await eventually(() => summaryOf(pull).includes(reason), { what: () => 'a dismissal is not told' });
  await push(3);
  await reviewed(pull, 'one dismissed, pushed again');
  const stand = standOf(github, pull);
  console.log(JSON.stringify(stand, null, 2));
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no chromium to look with');
  const page = `${github.url}/${repository}/pull/${pull.number}`;
  await takeShots({ url, operatorToken, pull: page, folder: out, executablePath });
  github.assertClean();
  const faults = faultsOf(stand);
  for (const fault of faults) console.log(`fault: ${fault}`);
  said = `${stand.comments.length} comments, ${faults.length} faults`;
  if (faults.length > 0) process.exitCode = 1;
} finally {
  await Promise.all(children.map(end));
  await github.close();
  await database.remove();
  rmSync(folder, { recursive: true, force: true });
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  console.log(`app with real parts: ${model}, ${said}, ${minutes} min`);
}

function serve(role: string, env: Readonly<Record<string, string>>): void {
  const { PATH = '', GALLEY_SERVER, GALLEY_BACKEND } = process.env;
  const child = spawn(process.execPath, [join(root, 'dist/galley.js'), 'serve', '--role', role], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ PATH, HOME: folder, APP_ID: '4711', PRIVATE_KEY: github.inside.apps.keyOf('galley') },
      ...{ WEBHOOK_SECRET: secret, GALLEY_MODEL: model, DATABASE_URL: database.url },
      ...{ GHE_HOST: new URL(github.url).host, GHE_PROTOCOL: 'http' },
      ...{ GALLEY_DATA: join(folder, 'data'), GALLEY_APP_OPERATOR_TOKEN: operatorToken },
      ...(GALLEY_SERVER === undefined ? {} : { GALLEY_SERVER }),
      ...(GALLEY_BACKEND === undefined ? {} : { GALLEY_BACKEND }),
      ...env,
    },
  });
  const name = `${role}-${children.length}`;
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on('line', (line) => console.log(`${name} ${line}`));
  children.push(child);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await gone;
}

async function push(index: number): Promise<void> {
  await github.commit('olga', 'proof', { branch: 'tokens', files: [{ path, content: pushes[index] ?? '' }] });
}

function summaryOf(pull: PullRequest): string {
  const ofOurs = github.state.issueComments.filter(
    ({ issue, author }) => issue === pull.number && author === bot,
  );
  return ofOurs.map(({ body }) => body).join('');
}

/** Whoever commands is answered by eyes first. */
async function seen(comment: number): Promise<void> {
  const what = (): string => 'a command was not acknowledged';
  await eventually(
    () => github.state.reactions.some(({ subject, content }) => subject === comment && content === 'eyes'),
    { what },
  );
}

async function reviewed(pull: PullRequest, after: string): Promise<void> {
  const began = Date.now();
  const what = (): string => `no review after: ${after}`;
  await eventually(() => standOf(github, pull).isReviewed, { within: 600_000, what });
  await idle({ url }, 600_000);
  console.log(`== ${after}: reviewed after ${Math.round((Date.now() - began) / 1000)} s`);
}
