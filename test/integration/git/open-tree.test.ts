import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createGitChangeSource } from '../../../src/git/create-git-change-source.ts';
import { openTree } from '../../../src/git/open-tree.ts';

function repository(): { readonly root: string; readonly git: (...args: string[]) => string } {
  const root = mkdtempSync(join(tmpdir(), 'galley-tree-'));
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  git('init', '-q', '-b', 'main');
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src/a b.js'), 'one\n');
  writeFileSync(join(root, 'tab\there.js'), 'two\n');
  symlinkSync('/etc/passwd', join(root, 'link.js'));
  git('add', '-A');
  git('commit', '-q', '-m', 'feat: first');
  return { root, git };
}

it('lists the files of a commit, and reads them as they were', async () => {
  const { root, git } = repository();
  const commit = git('rev-parse', 'HEAD');
  writeFileSync(join(root, 'src/a b.js'), 'changed since\n');
  const tree = await openTree(commit, { cwd: join(root, 'src'), env: process.env });
  expect(tree.paths).toEqual(['src/a b.js', 'tab\there.js']);
  expect(await tree.read('src/a b.js', 100)).toBe('one\n');
  expect(await tree.read('src/a b.js', 3)).toBeUndefined();
  expect(await tree.read('link.js', 100)).toBeUndefined();
  expect(await tree.read('../outside.js', 100)).toBeUndefined();
  await tree.close();
});

it('knows the commit that a change leads to, where it leads to one', async () => {
  const { root, git } = repository();
  writeFileSync(join(root, 'src/a b.js'), 'more\n');
  git('commit', '-q', '-am', 'feat: second');
  const head = git('rev-parse', 'HEAD');
  const at = async (selection: Parameters<typeof createGitChangeSource>[0]['selection']) =>
    (await createGitChangeSource({ cwd: root, env: process.env, selection })).headCommit;
  expect(await at({ kind: 'commit', ref: 'HEAD' })).toBe(head);
  expect(await at({ kind: 'base', ref: 'HEAD~1' })).toBe(head);
  expect(await at({ kind: 'range', base: 'HEAD~1', head: 'main' })).toBe(head);
  expect(await at({ kind: 'working-tree' })).toBeUndefined();
  expect(await at({ kind: 'staged' })).toBeUndefined();
});
