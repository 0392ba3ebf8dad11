import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startDocsServer } from './docs-server.ts';
import { deadServer, galleyAt, temporaryFolder } from './galley-process.ts';

const home = temporaryFolder();
const galley = galleyAt(home);
const server = await startDocsServer();
// Who names no model has the server asked which one is there.
const named = { GALLEY_BACKEND: 'ollama', GALLEY_MODEL: 'qwen2.5-coder:1.5b' };
const withModel = { ...named, GALLEY_SERVER: server.url };
const without = { ...named, GALLEY_SERVER: deadServer };

/** A function of this name; none of them has a doc. */
function code(name: string): string {
  return `export function ${name}(items: readonly number[]): number {
  return items.reduce((${name}Sum, item) => ${name}Sum + item, 0);
}
`;
}

interface Repository {
  readonly folder: string;
  readonly git: (...args: string[]) => string;
  readonly write: (path: string, text: string) => void;
  readonly read: (path: string) => string;
}

/** One commit, with one function that is old. */
function repository(name: string): Repository {
  const folder = join(home, name);
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  mkdirSync(join(folder, 'src'));
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  const write = (path: string, text: string): void => writeFileSync(join(folder, path), text);
  write('src/sum.ts', code('old'));
  git('add', '-A');
  git('commit', '-q', '-m', 'first');
  return { folder, git, write, read: (path) => readFileSync(join(folder, path), 'utf8') };
}

describe('galley docs --staged', () => {
  it('lists what the staged lines lack, as staged', async () => {
    const { folder, git, write } = repository('staged');
    write('src/sum.ts', `${code('old')}${code('fresh')}`);
    git('add', '-A');
    write('src/sum.ts', `${code('unstaged')}${code('old')}${code('fresh')}`);
    const run = await galley(['docs', '--staged', '--check'], { cwd: folder, env: without });
    expect([run.code, run.stdout]).toEqual([
      1,
      'src/sum.ts:4  function without a doc comment  fresh\n\ndocs: 0 of 1 public declarations documented (0 %)\n',
    ]);
  });

  it('writes into the index, and into the working tree beside unstaged work', async () => {
    const { folder, git, write, read } = repository('staged-write');
    write('src/sum.ts', `${code('old')}${code('fresh')}`);
    git('add', '-A');
    write('src/sum.ts', `${code('old')}${code('fresh')}${code('unstaged')}`);
    const run = await galley(['docs', '--staged', '--write'], { cwd: folder, env: withModel });
    expect([run.code, run.stderr]).toEqual([
      0,
      expect.stringContaining('galley: 1 docstring added (code unchanged, proved)\n'),
    ]);
    const staged = git('show', ':src/sum.ts');
    expect(staged).toMatch(/^export function old[^]*\n}\n\/\*\*\n \* Adds [^]*\*\/\nexport function fresh/);
    expect(staged).not.toContain('unstaged');
    expect(read('src/sum.ts')).toBe(`${staged}${code('unstaged')}`);
  });

  it('says what it could not look at, with exit code 3', async () => {
    const { folder, git, write } = repository('staged-broken');
    write('src/sum.ts', `${code('old')}export function {`);
    git('add', '-A');
    const run = await galley(['docs', '--staged'], { cwd: folder, env: without });
    expect([run.code, run.stdout]).toEqual([
      3,
      'src/sum.ts  not looked at: it could not be parsed\n\ndocs: no public declarations to document, 1 file not looked at\n',
    ]);
  });
});

describe('galley docs --base', () => {
  it('takes what a branch and the working tree add, and no old code', async () => {
    const { folder, git, write, read } = repository('base');
    git('checkout', '-q', '-b', 'work');
    write('src/branch.ts', code('branch'));
    git('add', '-A');
    git('commit', '-q', '-m', 'second');
    write('src/sum.ts', `${code('old')}${code('fresh')}`);
    write('src/new.ts', code('untracked'));
    const check = await galley(['docs', '--base', 'main'], { cwd: folder, env: without });
    expect([check.code, check.stdout.match(/\w+$/gm)?.slice(0, 3)]).toEqual([
      1,
      ['branch', 'untracked', 'fresh'],
    ]);
    const run = await galley(['docs', '--base', 'main', '--write'], { cwd: folder, env: withModel });
    expect([run.code, run.stderr]).toEqual([0, expect.stringContaining('3 docstrings written in 3 files')]);
    expect(read('src/sum.ts').startsWith(code('old'))).toBe(true);
    const again = await galley(['docs', '--base', 'main'], { cwd: folder, env: without });
    expect([again.code, again.stdout]).toEqual([0, 'docs: 3 of 3 public declarations documented (100 %)\n']);
  });

  it('is no scope beside another one', async () => {
    const { folder } = repository('both');
    const run = await galley(['docs', '--base', 'main', '--staged'], { cwd: folder });
    expect([run.code, run.stderr]).toEqual([
      2,
      expect.stringContaining("--staged and --base can't be used together"),
    ]);
  });
});

describe('galley docs --warm', () => {
  it('asks ahead, so that a commit asks nobody, and says nothing', async () => {
    const { folder, git, write } = repository('warm');
    // What the last commit left, what is staged, what is not, and what git does not know yet.
    write('src/sum.ts', `${code('old')}${code('fresh')}`);
    git('add', '-A');
    write('src/sum.ts', `${code('old')}${code('fresh')}${code('unstaged')}`);
    write('src/new.ts', code('untracked'));
    const warm = await galley(['docs', '--warm'], { cwd: folder, env: withModel });
    expect(warm).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(existsSync(join(folder, '.git/galley/warm.lock'))).toBe(false);
    git('add', '-A');
    const hook = await galley(['hook', 'pre-commit'], { cwd: folder, env: without });
    expect(hook.stderr).toBe('galley: 3 docstrings added (code unchanged, proved)\n');
    const rest = await galley(['docs', '--write', '-q'], { cwd: folder, env: without });
    expect([rest.code, rest.stderr]).toEqual([0, expect.stringContaining('1 docstring written in 1 file')]);
  });

  it('leaves it to the one that is at work already', async () => {
    const { folder, write } = repository('warm-twice');
    mkdirSync(join(folder, '.git/galley'));
    const lock = JSON.stringify({ pid: process.pid, started: Date.now(), token: 'other' });
    write('.git/galley/warm.lock', lock);
    const run = await galley(['docs', '--warm'], { cwd: folder, env: withModel });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(folder, '.git/galley/warm.lock'), 'utf8')).toBe(lock);
    expect(existsSync(join(folder, '.git/galley/docs'))).toBe(false);
  });

  it('does nothing without a server, or when it is switched off', async () => {
    const { folder } = repository('warm-dead');
    for (const env of [without, { ...withModel, GALLEY: '0' }, { ...withModel, GALLEY_NO_MODEL: 'true' }])
      expect(await galley(['docs', '--warm'], { cwd: folder, env })).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(folder, '.git/galley/docs'))).toBe(false);
  });
});
