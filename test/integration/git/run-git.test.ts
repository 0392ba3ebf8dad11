import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findRepository } from '../../../src/git/find-repository.ts';
import { runGit } from '../../../src/git/run-git.ts';
import { makeFolder, makeRepository } from './make-repository.ts';

/** An environment whose `git` is a script of ours. */
function fakeGit(script: string) {
  const bin = makeFolder();
  writeFileSync(join(bin, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
}

describe('failures', () => {
  test('no git', async () => {
    const options = { cwd: makeFolder(), env: { PATH: makeFolder() } };
    await expect(runGit(['version'], options)).rejects.toMatchObject({ code: 'git-missing' });
  });

  test('a foreign owner: the command that trusts the folder', async () => {
    const env = fakeGit(`echo "fatal: detected dubious ownership in repository at '/srv/it'" >&2; exit 128`);
    await expect(findRepository({ cwd: makeFolder(), env })).rejects.toMatchObject({
      code: 'git-failed',
      todo: "If you trust it: git config --global --add safe.directory '/srv/it'",
    });
  });

  test('stderr is shown on one line without control characters', async () => {
    const env = fakeGit(`printf 'fatal: \\033[31mbad\\nthing\\n' >&2; exit 3`);
    await expect(runGit(['-c', 'a=b', 'log'], { cwd: makeFolder(), env })).rejects.toMatchObject({
      code: 'git-failed',
      message: 'git log failed (exit 3)',
      why: 'fatal: [31mbad thing',
    });
  });

  test('too much output, too slow, stopped: the process is ended', async () => {
    const cwd = makeFolder();
    const endless = { cwd, env: fakeGit('exec yes') };
    await expect(runGit(['diff'], { ...endless, maxBytes: 1e6 })).rejects.toMatchObject({
      message: expect.stringContaining('more than 1 MiB') as string,
    });
    const hangs = { cwd, env: fakeGit('exec sleep 60') };
    await expect(runGit(['diff'], { ...hangs, timeoutMs: 100 })).rejects.toMatchObject({ isRetryable: true });
    const controller = new AbortController();
    const stopped = runGit(['diff'], { ...hangs, signal: controller.signal });
    controller.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
    await expect(runGit(['diff'], { ...hangs, signal: controller.signal })).rejects.toMatchObject({
      code: 'interrupted',
    });
  });
});

test('secrets do not reach git', async () => {
  const secret = 'do-not-tell';
  const env = {
    ...fakeGit('env'),
    GALLEY_API_KEY: secret,
    GITHUB_TOKEN: secret,
    MY_SECRET: secret,
    AWS_SECRET_ACCESS_KEY: secret,
    OLLAMA_HOST: secret,
    NODE_OPTIONS: secret,
    GIT_EXTERNAL_DIFF: secret,
    GIT_SSH_COMMAND: secret,
    GIT_CONFIG_PARAMETERS: secret,
    GIT_CONFIG_COUNT: '2',
    GIT_CONFIG_KEY_0: 'http.extraHeader',
    GIT_CONFIG_VALUE_0: secret,
    GIT_CONFIG_KEY_1: 'safe.directory',
    GIT_CONFIG_VALUE_1: '/trusted',
    GIT_INDEX_FILE: '/somewhere/index.lock',
  };
  const seen = (await runGit([], { cwd: makeFolder(), env })).toString();
  expect(seen).not.toContain(secret);
  expect(seen).toContain('GIT_INDEX_FILE=/somewhere/index.lock');
  expect(seen).toContain('GIT_CONFIG_KEY_0=safe.directory');
  expect(seen).toContain('GIT_CONFIG_COUNT=1');
});

describe('repositories', () => {
  test('inside .git', async () => {
    const repository = makeRepository();
    const options = { cwd: join(repository.root, '.git'), env: process.env };
    await expect(findRepository(options)).rejects.toMatchObject({ code: 'git-failed' });
  });

  test('a root with a line feed and spaces', async () => {
    const root = join(makeFolder(), 'odd\n name ');
    mkdirSync(root);
    makeRepository(root);
    expect(await findRepository({ cwd: root, env: process.env })).toMatchObject({ root, shallow: false });
  });
});
