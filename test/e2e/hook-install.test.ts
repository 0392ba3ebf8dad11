import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { galleyAt, temporaryFolder } from './galley-process.ts';
import { hasProgram } from './has-program.ts';

const home = temporaryFolder();
const galley = galleyAt(home);

function repository(name: string): string {
  const folder = join(home, name);
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  writeFileSync(join(folder, 'a.txt'), 'a\n');
  execFileSync('git', ['add', '.'], { cwd: folder });
  return folder;
}

const git = (folder: string, ...args: string[]): string =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

/** Commits with a stand-in for galley on the path. */
function commit(folder: string, script: string): string {
  const bin = join(folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'galley'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'galley'), 0o755);
  return execFileSync('git', ['commit', '--allow-empty', '-qm', 'x'], { cwd: folder, encoding: 'utf8' });
}

describe('galley hook install', () => {
  it('shows what it will change, does it, and a killed Galley does not stop the commit', async () => {
    const folder = repository('plain');
    const dry = await galley(['hook', 'install', '--hooks-path', '--dry-run'], { cwd: folder });
    expect(dry.stdout).toMatch(/\.githooks\/pre-commit \(new\)[^]*core\.hooksPath = \.githooks/);
    expect(existsSync(join(folder, '.githooks'))).toBe(false);
    const run = await galley(['hook', 'install', '--hooks-path'], { cwd: folder });
    expect([run.code, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toMatch(/installed: hooks-path\n$/);
    expect(statSync(join(folder, '.githooks/pre-commit')).mode & 0o111).not.toBe(0);
    commit(folder, 'echo "$@" > called; kill -9 $$');
    expect(readFileSync(join(folder, 'called'), 'utf8')).toBe('hook pre-commit\n');
    const again = await galley(['hook', 'install', '--hooks-path'], { cwd: folder });
    expect(again.stdout).toBe('the hook is installed already (hooks-path)\n');
  });

  it('starts Galley only for a commit that has a file it knows', async () => {
    const folder = repository('filtered');
    git(folder, 'commit', '-qm', 'first');
    await galley(['hook', 'install', '--hooks-path'], { cwd: folder });
    const calls = (): number =>
      existsSync(join(folder, 'called')) ? readFileSync(join(folder, 'called'), 'utf8').length : 0;
    const counted: number[] = [];
    for (const [name, text] of [
      ['b.txt', 'b'],
      ['deep/a.TS', 'a'],
      ['c.py', 'c'],
    ] as const) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
      git(folder, 'add', name);
      commit(folder, 'printf . >> called');
      counted.push(calls());
    }
    git(folder, 'rm', '-q', 'c.py');
    commit(folder, 'printf . >> called');
    expect([...counted, calls()]).toEqual([0, 1, 2, 2]);
  });

  it.for(['sh', 'dash', 'bash'])(
    'lets a hook of %s go on whatever becomes of Galley, with `set -e` above too',
    async (shell, { skip }) => {
      if (!(await hasProgram(shell, ['-c', ':']))) skip();
      const folder = repository(`ends-${shell}`);
      mkdirSync(join(folder, '.githooks'));
      writeFileSync(
        join(folder, '.githooks/pre-commit'),
        `#!/usr/bin/env ${shell}\nset -e\necho on > went\n`,
      );
      await galley(['hook', 'install', '--hooks-path'], { cwd: folder });
      // Our line below theirs, as a later edit may have it.
      const [first = '', ...lines] = readFileSync(join(folder, '.githooks/pre-commit'), 'utf8').split('\n');
      writeFileSync(join(folder, '.githooks/pre-commit'), [first, 'set -eu', ...lines].join('\n'));
      for (const script of ['kill -9 $$', 'exit 2', 'kill -INT $$']) {
        commit(folder, `rm -f went; ${script}`);
        expect([script, existsSync(join(folder, 'went'))]).toEqual([script, true]);
        git(folder, 'update-ref', '-d', 'HEAD');
      }
      rmSync(join(folder, 'node_modules'), { recursive: true });
      git(folder, 'commit', '--allow-empty', '-qm', 'x');
    },
  );

  it('stops the commit only with --strict', async () => {
    const folder = repository('strict');
    await galley(['hook', 'install', '--hooks-path', '--strict'], { cwd: folder });
    expect(() => commit(folder, 'exit 2')).toThrow();
    commit(folder, 'exit 0');
  });

  it('does nothing where there is no galley', async () => {
    const folder = repository('absent');
    await galley(['hook', 'install', '--hooks-path'], { cwd: folder });
    execFileSync('git', ['commit', '-qm', 'x'], { cwd: folder, stdio: 'pipe' });
  });

  it('writes into the folder that husky was given, and takes it back', async () => {
    const folder = repository('husky');
    writeFileSync(join(folder, 'package.json'), '{"devDependencies":{"husky":"9.1.7"}}');
    mkdirSync(join(folder, 'hooks'));
    writeFileSync(join(folder, 'hooks/pre-commit'), 'npm test\n');
    execFileSync('git', ['config', 'core.hooksPath', 'hooks/_'], { cwd: folder });
    const run = await galley(['hook', 'install'], { cwd: folder });
    expect(run.stdout).toMatch(
      /hooks\/pre-commit \(changed\)[^]*note: husky's own folder \(hooks\/_\) is missing/,
    );
    expect(readFileSync(join(folder, 'hooks/pre-commit'), 'utf8')).toMatch(/^# galley:[^]*\nnpm test\n$/);
    const back = await galley(['hook', 'uninstall'], { cwd: folder });
    expect(back.stdout).toMatch(/uninstalled\n$/);
    expect(readFileSync(join(folder, 'hooks/pre-commit'), 'utf8')).toBe('npm test\n');
  });

  it('refuses what cannot be, in one sentence', async () => {
    const folder = repository('wrong');
    const two = await galley(['hook', 'install', '--husky', '--lefthook'], { cwd: folder });
    expect([two.code, two.stderr]).toEqual([2, expect.stringContaining("can't be used together")]);
    const old = await galley(['hook', 'install', '--git-config'], { cwd: folder });
    expect(old.stderr).toContain('galley hook install --hooks-path');
    const none = await galley(['hook', 'install'], { cwd: home });
    expect(none.code).toBe(2);
  });
});

describe('galley hook install --warm', () => {
  it('starts it after a commit without making anybody wait or listen, and takes it back', async () => {
    const folder = repository('warm');
    await galley(['hook', 'install', '--hooks-path', '--warm'], { cwd: folder });
    const wait = 'while [ ! -e go ]; do sleep 0.1; done; echo end >> called';
    commit(folder, `echo "$2" >> called; case "$2" in post-commit) echo noise >&2; ${wait};; esac`);
    writeFileSync(join(folder, 'called'), 'committed\n', { flag: 'a' });
    writeFileSync(join(folder, 'go'), '');
    await expect
      .poll(() => readFileSync(join(folder, 'called'), 'utf8').trim().split('\n').sort(), { timeout: 20_000 })
      .toEqual(['committed', 'end', 'post-commit', 'pre-commit']);
    await galley(['hook', 'uninstall'], { cwd: folder });
    expect(existsSync(join(folder, '.githooks/post-commit'))).toBe(false);
  });
});
