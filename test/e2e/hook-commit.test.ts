import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../doubles/model-server/start-model-server.ts';
import { bareEnvironment, deadServer, galleyAt, galleyFile, temporaryFolder } from './galley-process.ts';

const home = temporaryFolder();
const galley = galleyAt(home);
const prose = {
  summary: 'Reads a file and cuts it at a limit.',
  params: { path: 'file to read', limit: 'most characters' },
  returns: 'the text, cut',
  throws: [{ type: 'ValueError', text: 'when the limit is negative' }],
};
const server: ModelServer = await startModelServer({
  replies: [{ when: 'Document the', text: JSON.stringify(prose) }],
});
afterAll(() => server.close());

const code = `def load(path, limit=3):
    if limit < 0:
        raise ValueError("limit")
    return open(path).read()[:limit]
`;
const docstring = `    """Read a file and cuts it at a limit.`;

interface Commit {
  readonly stderr: string;
  readonly head: string;
}

async function repository(name: string): Promise<string> {
  const folder = join(home, name);
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  const bin = join(folder, 'node_modules/.bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
  writeFileSync(join(bin, 'galley'), `#!/bin/sh\nexec "${process.execPath}" "${galleyFile}" "$@"\n`, {
    mode: 0o755,
  });
  await galley(['hook', 'install', '--hooks-path'], { cwd: folder });
  return folder;
}

/** Not with a call that waits: the server answers from this very process. */
async function commit(
  folder: string,
  path: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Commit> {
  const { stderr } = await promisify(execFile)('git', ['commit', '-qm', 'x'], {
    cwd: folder,
    env: { ...bareEnvironment(home), GALLEY_SERVER: server.url, GALLEY_BACKEND: 'ollama', ...env },
  });
  return { stderr, head: git(folder, 'show', `HEAD:${path}`) };
}

const git = (folder: string, ...args: string[]): string =>
  execFileSync('git', args, { cwd: folder, encoding: 'utf8' });

describe('git commit with the hook', () => {
  it('commits the function with its docstring, in the working tree too, and says so in one line', async () => {
    const folder = await repository('plain');
    writeFileSync(join(folder, 'a.py'), code);
    git(folder, 'add', '.');
    const { stderr, head } = await commit(folder, 'a.py');
    expect(stderr).toBe('galley: 1 docstring added (code unchanged, proved)\n');
    expect(head).toContain(docstring);
    expect(head).toContain('        ValueError: When the limit is negative.');
    expect(readFileSync(join(folder, 'a.py'), 'utf8')).toBe(head);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  it('tells when it wrote, where that is asked for', async () => {
    const folder = await repository('debug');
    writeFileSync(join(folder, 'a.py'), code);
    git(folder, 'add', '.');
    const { stderr } = await commit(folder, 'a.py', { GALLEY_LOG: 'debug' });
    expect(stderr).toMatch(
      /^galley: debug: prepared at [\d.]+ ms$[^]*^galley: debug: recorded at [\d.]+ ms$/m,
    );
  });

  it('leaves unstaged work in the same file where it is', async () => {
    const folder = await repository('partly');
    writeFileSync(join(folder, 'a.py'), code);
    git(folder, 'add', '.');
    writeFileSync(join(folder, 'a.py'), `${code}\nwork = 1\n`);
    const { head } = await commit(folder, 'a.py');
    expect(head).toContain(docstring);
    expect(head).not.toContain('work = 1');
    expect(readFileSync(join(folder, 'a.py'), 'utf8')).toBe(`${head}\nwork = 1\n`);
  });

  it('asks nobody about what it knows already, not even whether the server is there', async () => {
    const folder = await repository('again');
    git(folder, 'add', '.');
    git(folder, 'commit', '-q', '--no-verify', '-m', 'first');
    writeFileSync(join(folder, 'a.py'), code);
    git(folder, 'add', '.');
    await commit(folder, 'a.py');
    const asked = server.prompts.length;
    git(folder, 'reset', '-q', '--hard', 'HEAD~1');
    writeFileSync(join(folder, 'a.py'), code);
    git(folder, 'add', '.');
    const { stderr } = await commit(folder, 'a.py', { GALLEY_SERVER: deadServer });
    expect(stderr).toBe('galley: 1 docstring added (code unchanged, proved)\n');
    expect(server.prompts.length).toBe(asked);
  });

  it('lets the commit go on when no server answers, names what is open, and does not try again at once', async () => {
    const folder = await repository('dead');
    const next = async (path: string, more = {}): Promise<Commit> => {
      writeFileSync(join(folder, path), code);
      git(folder, 'add', '.');
      return commit(folder, path, { GALLEY_SERVER: deadServer, ...more });
    };
    const first = await next('a.py');
    expect(first.head).toBe(code);
    expect(first.stderr).toMatch(/^galley: 1 skipped: .*; galley docs --write a\.py\n$/);
    const second = await next('b.py');
    expect(second.head).toBe(code);
    expect(second.stderr).toContain('did not answer a moment ago');
    // Who wants no model is not told at each commit that none was asked.
    expect(await next('c.py', { GALLEY_NO_MODEL: 'true' })).toEqual({ stderr: '', head: code });
  });

  it('says nothing and does nothing with GALLEY=0, in a merge, or without a file it knows', async () => {
    const folder = await repository('quiet');
    writeFileSync(join(folder, 'a.txt'), 'x\n');
    git(folder, 'add', '.');
    expect((await commit(folder, 'a.txt')).stderr).toBe('');
    writeFileSync(join(folder, 'a.py'), code);
    git(folder, 'add', '.');
    expect(await commit(folder, 'a.py', { GALLEY: '0' })).toEqual({ stderr: '', head: code });
    git(folder, 'checkout', '-qb', 'side', 'HEAD~1');
    writeFileSync(join(folder, 'a.py'), code.replace('3', '4'));
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'side', '--no-verify');
    expect(() => git(folder, 'merge', '-q', 'main')).toThrow();
    writeFileSync(join(folder, 'a.py'), code);
    git(folder, 'add', '.');
    expect(await commit(folder, 'a.py')).toEqual({ stderr: '', head: code });
  });

  it('never stops a commit for a fault of its own, unless it is told to', async () => {
    const folder = await repository('fault');
    writeFileSync(join(folder, '.galley.yml'), 'modle: x\n');
    writeFileSync(join(folder, 'a.py'), code);
    git(folder, 'add', '.');
    const { stderr, head } = await commit(folder, 'a.py');
    expect(head).toBe(code);
    expect(stderr).toMatch(/^galley: no docstrings: .*\.galley\.yml.*\n$/);
    await galley(['hook', 'install', '--hooks-path', '--strict'], { cwd: folder });
    writeFileSync(join(folder, 'b.py'), code);
    git(folder, 'add', '.');
    await expect(commit(folder, 'b.py')).rejects.toThrow();
  });
});
