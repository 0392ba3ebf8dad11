import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findBranchPoint, listChangedLines } from '../../../src/git/list-changed-lines.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'galley-changed-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const git = (...args: string[]): string => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const commit = (): void => {
  git('add', '-A');
  git('commit', '-q', '-m', 'x');
};
const options = { cwd: root, env: process.env };

git('init', '-q', '-b', 'main');
write('.gitignore', 'ignored.ts\n');
write('src/a.ts', 'one\ntwo\nthree\n');
write('src/same.ts', 'one\n');
write('src/less.py', 'one\ntwo\n');
write('notes.md', 'one\n');
commit();
git('checkout', '-q', '-b', 'work');
write('src/a.ts', 'one\nTWO\nthree\n');
commit();
git('checkout', '-q', 'main');
write('src/other.ts', 'not on our branch\n');
commit();
git('checkout', '-q', 'work');

describe('listChangedLines', () => {
  it('tells what a branch and the working tree add: committed, staged, unstaged and new', async () => {
    write('src/staged.go', 'one\n');
    git('add', 'src/staged.go');
    write('src/a.ts', 'one\nTWO\nthree\nfour\n');
    write('src/new "é.rs', 'one\n');
    write('ignored.ts', 'one\n');
    write('src/less.py', 'one\n');
    write('notes.md', 'two\n');
    const base = await findBranchPoint('main', options);
    expect(await listChangedLines(base, options)).toEqual([
      {
        path: 'src/a.ts',
        added: [
          { first: 2, last: 2 },
          { first: 4, last: 4 },
        ],
      },
      { path: 'src/new "é.rs', added: undefined },
      { path: 'src/staged.go', added: [{ first: 1, last: 1 }] },
    ]);
  });

  it('runs no filter of the repository', async () => {
    git('config', 'filter.evil.clean', `touch ${join(root, 'ran')}; cat`);
    write('.gitattributes', '*.ts filter=evil\n');
    const paths = (await listChangedLines('HEAD', options)).map(({ path }) => path);
    expect(paths).toContain('src/a.ts');
    expect(() => execFileSync('test', ['-e', join(root, 'ran')])).toThrow();
  });

  it('names a ref that is not there', async () => {
    await expect(findBranchPoint('nowhere', options)).rejects.toMatchObject({ code: 'unknown-ref' });
  });
});
