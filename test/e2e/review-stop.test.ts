import { execFileSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../doubles/model-server/start-model-server.ts';
import type { TestRepository } from '../integration/git/make-repository.ts';
import { galleyAt, temporaryFolder, type Run } from './galley-process.ts';
import { reports, sampleRepository, silent } from './sample-change.ts';

/** Two new files: a finding in the first, silence of the server in the second. */
function twoFiles(): TestRepository {
  const repository = sampleRepository();
  repository.write('first.dart', 'var first = 1;\n');
  repository.write('second.dart', 'var second = 2;\n');
  repository.git('add', '-A');
  return repository;
}

function stallingServer(severity: 'error' | 'warning'): Promise<ModelServer> {
  return startModelServer({
    replies: [
      reports('var first = 1;', severity),
      { when: '+var second', text: '{"findings":[]}', fault: { kind: 'stall' } },
    ],
  });
}

async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; !condition(); tries++) {
    if (tries > 1000) throw new Error('waited too long');
    await sleep(20);
  }
}

/** Starts a review and signals it once the second file's prompt is under way. */
async function interrupted(
  signal: NodeJS.Signals,
  severity: 'error' | 'warning',
): Promise<{ run: Run; server: ModelServer; repository: TestRepository; index: readonly [string, string] }> {
  const repository = twoFiles();
  const before = repository.indexHash();
  const server = await stallingServer(severity);
  let child: ChildProcess | undefined;
  const finished = galleyAt(temporaryFolder())(['review', '--server', server.url], {
    cwd: repository.root,
    onStart: (started) => (child = started),
  });
  await until(() => server.prompts.some((prompt) => prompt.text.includes('+var second')));
  child?.kill(signal);
  const run = await finished;
  await server.close();
  return { run, server, repository, index: [before, repository.indexHash()] };
}

describe('stopping', { concurrent: true }, () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('%s: what was found, the rest named, exit 3', async (signal) => {
    const { run, server, index } = await interrupted(signal, 'warning');
    expect(run.code, run.stdout + run.stderr).toBe(3);
    expect(run.stdout).toContain('first.dart:1');
    expect(run.stdout).toMatch(/Not reviewed[^]*second\.dart/);
    expect(run.stdout).toContain('incomplete');
    expect(run.stderr).not.toMatch(/internal error|^\s+at /m);
    const last = server.prompts.at(-1)?.request;
    expect(last?.aborted).toBeDefined();
    expect(server.prompts.filter((prompt) => prompt.text.includes('+var second'))).toHaveLength(1);
    expect(index[0]).toBe(index[1]);
  });

  it('exit 1 when what was found is at --fail-on', async () => {
    const { run } = await interrupted('SIGINT', 'error');
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/Not reviewed[^]*second\.dart/);
  });

  it('while standard input is read: nothing was reviewed, exit 3', async () => {
    const run = await galleyAt(temporaryFolder())(['review', '--diff', '-', '--no-model'], {
      cwd: temporaryFolder(),
      stdin: 'open',
      onStart: (child) => void sleep(1500).then(() => child.kill('SIGINT')),
    });
    expect(run).toMatchObject({ code: 3, stdout: '' });
    expect(run.stderr).toContain('Nothing was reviewed');
  });

  it('a second signal ends the process at once', async (ctx) => {
    if (process.platform === 'win32') ctx.skip('needs mkfifo');
    const folder = temporaryFolder();
    // Nobody ever writes to it: the open call cannot be called off.
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const run = await galleyAt(temporaryFolder())(['review', '--diff', join(folder, 'pipe'), '--no-model'], {
      cwd: folder,
      onStart: (child) => {
        const timer = setInterval(() => child.kill('SIGINT'), 1000);
        child.once('exit', () => clearInterval(timer));
      },
    });
    expect(run).toMatchObject({ code: null, signal: 'SIGINT' });
  });
});

describe('kill -9', () => {
  it('at any moment leaves nothing that a later run believes or trips over', async () => {
    const home = temporaryFolder();
    const repository = sampleRepository();
    const names = Array.from({ length: 12 }, (_, index) => `file${index}`);
    for (const name of names) repository.write(`${name}.dart`, `var ${name} = 1;\n`);
    repository.git('add', '-A');
    const index = repository.indexHash();
    const server = await startModelServer({ replies: [reports('var file3 = 1;'), silent] });
    const review = (onStart?: (child: ChildProcess) => void): Promise<Run> =>
      galleyAt(home)(['review', '--server', server.url, '--format', 'json', '--quiet'], {
        cwd: repository.root,
        ...(onStart === undefined ? {} : { onStart }),
      });
    for (const count of [1, 3, 6, 9]) {
      await review((child) => {
        // Killed on the way from one reply to the next, where the cache is written.
        const before = server.prompts.length;
        void until(() => server.prompts.length >= before + count || child.exitCode !== null).then(() =>
          child.kill('SIGKILL'),
        );
      });
    }
    expect(repository.indexHash()).toBe(index);
    const run = await review();
    await server.close();
    const said = JSON.parse(run.stdout) as { verdict: string; complete: boolean; findings: unknown[] };
    expect(run).toMatchObject({ code: 1, stderr: '' });
    expect(said).toMatchObject({ verdict: 'findings', complete: true });
    expect(said.findings).toHaveLength(1);
  }, 60_000);
});

describe('runs side by side', () => {
  it('share one cache: all say the same, and the next one asks nothing', async () => {
    const home = temporaryFolder();
    const repository = twoFiles();
    const server = await startModelServer({ replies: [reports('var first = 1;'), silent] });
    const review = (): Promise<Run> =>
      galleyAt(home)(['review', '--server', server.url, '--format', 'agent', '--quiet'], {
        cwd: repository.root,
      });
    const runs = await Promise.all([review(), review(), review()]);
    expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual([1, 1, 1].map((code) => [code, '']));
    const before = server.prompts.length;
    expect((await review()).code).toBe(1);
    expect(server.prompts.length).toBe(before);
    await server.close();
  });
});
