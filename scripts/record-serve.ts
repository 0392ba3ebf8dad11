import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startGitHub, type GitHubDouble } from '../test/doubles/github/start-github.ts';
import type { PullRequest } from '../test/doubles/github/state/records.ts';
import { eventually } from '../test/e2e/app/eventually.ts';
import { faultsOf, standOf } from '../test/e2e/app/stand-of.ts';
import { makeDisguise, standIn, type Disguise } from './record-serve/stand-in.ts';

/**
 * `npx galley serve` on a fresh machine, with the four variables of the README and nothing else: the package is installed
 * into an empty folder, and run where only the loopback is up. There api.github.com is the GitHub double, so that nothing
 * has to be said about where GitHub is, and Ollama is at its usual place: the command that is given starts it. Prints what
 * is said, and what stands on the pull request in the end: `npx tsx scripts/record-serve.ts 'ollama serve' [MODEL]`.
 * Needs dist/, Linux with user namespaces, and openssl. Ends with 1 where the review is not as it should be.
 */
const [command = '', model = 'qwen2.5-coder:1.5b', inside] = process.argv.slice(2);
const systemCertificates = '/etc/ssl/certs/ca-certificates.crt';
const secret = 'b0f8f4b1c0e0c5a1e3d2f4a6b8c0d2e4f6a8b0c2d4e6f8a0b2c4d6e8f0a2b4c6';

const [path, before] = ['src/tokens.ts', 'const kept = new Map<string, string>();\n'];
const added = `
export function forget(keys: readonly string[]): void {
  for (let i = 0; i <= keys.length; i++) {
    kept.delete(keys[i]);
  }
}
`;

if (inside === undefined) outside();
else await record(inside);

/** Installs the package while there is a network, and goes on where there is none. */
function outside(): void {
  const folder = mkdtempSync(join(tmpdir(), 'galley-fresh-'));
  try {
    const root = join(import.meta.dirname, '..');
    execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], {
      cwd: root,
    });
    execFileSync(
      'npm',
      ['install', '--silent', '--no-audit', '--no-fund', '--prefix', folder, ...packed(folder)],
      {
        cwd: folder,
      },
    );
    const { hosts, certificates } = makeDisguise(folder, systemCertificates);
    const shell = `ip link set lo up && mount --bind "$1" /etc/hosts && mount --bind "$2" ${systemCertificates} && shift 2 && exec "$@"`;
    const own = [process.execPath, '--import', 'tsx', import.meta.filename, command, model, folder];
    execFileSync('unshare', ['-rnm', 'sh', '-c', shell, 'sh', hosts, certificates, ...own], {
      stdio: 'inherit',
    });
  } catch {
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function packed(folder: string): readonly string[] {
  return execFileSync('sh', ['-c', 'ls -d "$0"/galley-*.tgz', folder]).toString().trim().split('\n');
}

async function record(folder: string): Promise<void> {
  const disguise: Disguise = {
    hosts: join(folder, 'hosts'),
    ...{ certificates: join(folder, 'certificates.pem'), certificate: join(folder, 'certificate.pem') },
    key: join(folder, 'key.pem'),
  };
  const github = await openForge(folder);
  const server = await standIn(github.url, disguise);
  const modelServer = spawn('sh', ['-c', command], { stdio: 'ignore', detached: true });
  let app: ChildProcess | undefined;
  try {
    await eventually(() => fetch('http://127.0.0.1:11434/api/version').then(({ ok }) => ok));
    const env = environmentOf(github, folder, disguise);
    say('$ npx galley serve --check\n');
    await run(folder, ['serve', '--check'], env).ended;
    say('$ npx galley serve\n');
    const { child } = run(folder, ['serve'], env);
    app = child;
    await eventually(() => fetch('http://127.0.0.1:3000/healthz').then(({ ok }) => ok));
    const pull = await openPull(github);
    await eventually(() => standOf(github, pull).isReviewed, { within: 600_000 });
    await wait(1_000);
    // npx passes no signal on.
    stop(app, 'SIGTERM');
    await new Promise((resolve) => app?.once('close', resolve));
    tell(github, pull);
  } finally {
    stop(app, 'SIGKILL');
    stop(modelServer, 'SIGKILL');
    server.close().closeAllConnections();
    await github.close();
  }
}

function openForge(folder: string): Promise<GitHubDouble> {
  return startGitHub({
    ...{ folder: join(folder, 'forge'), limits: 'none' },
    apps: [
      {
        ...{ id: 12345, slug: 'galley', installations: [{ id: 7, account: 'olga' }] },
        permissions: { metadata: 'read', contents: 'read', pull_requests: 'write', checks: 'write' },
      },
    ],
    webhooks: { url: 'http://127.0.0.1:3000/api/github/webhooks', secret },
  });
}

/** The four variables; the fifth is only for the stand-in, as it has no certificate that Node knows. */
function environmentOf(github: GitHubDouble, folder: string, disguise: Disguise): Record<string, string> {
  const home = join(folder, 'home');
  mkdirSync(home);
  return {
    ...{ PATH: process.env['PATH'] ?? '', HOME: home, NODE_EXTRA_CA_CERTS: disguise.certificate },
    ...{ APP_ID: '12345', PRIVATE_KEY: github.inside.apps.keyOf('galley'), WEBHOOK_SECRET: secret },
    GALLEY_MODEL: model,
  };
}

async function openPull(github: GitHubDouble): Promise<PullRequest> {
  const name = { owner: 'olga', name: 'proof', collaborators: { alice: 'write' as const } };
  await github.createRepository({ ...name, files: [{ path, content: before }] });
  await github.inside.git.run('olga/proof', ['update-ref', 'refs/heads/forget', 'refs/heads/main']);
  await github.commit('olga', 'proof', { branch: 'forget', files: [{ path, content: before + added }] });
  const title = 'Forget keys';
  return github.createPullRequest({ owner: 'olga', repo: 'proof', head: 'forget', author: 'alice', title });
}

function run(folder: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn('npx', ['--no-install', 'galley', ...args], {
    cwd: folder,
    ...{ env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => say(text.toString()));
  return { child, ended: new Promise((resolve) => child.once('close', resolve)) };
}

/** A process and all that it started. */
function stop(child: ChildProcess | undefined, signal: NodeJS.Signals): void {
  if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null)
    process.kill(-child.pid, signal);
}

function tell(github: GitHubDouble, pull: PullRequest): void {
  const faults = faultsOf(standOf(github, pull));
  for (const { path, original, body } of github.state.reviewComments)
    say(`\n== ${path}:${original.line}\n${body}\n`);
  for (const { body } of github.state.issueComments) say(`\n== summary\n${body}\n`);
  for (const fault of faults) say(`fault: ${fault}\n`);
  github.assertClean();
  if (faults.length > 0) process.exitCode = 1;
}

function say(text: string): void {
  process.stdout.write(text);
}
