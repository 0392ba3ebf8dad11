import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createStagedWriter } from '../../../../src/git/staged/create-staged-writer.ts';
import { undoLastRun } from '../../../../src/git/staged/undo-last-run.ts';
import { makeFolder, makeRepository, type TestRepository } from '../make-repository.ts';

const { signal } = new AbortController();
const text = 'const x = 1;\nfunction a() {}\n';

async function documented(): Promise<TestRepository> {
  const repository = makeRepository();
  repository.write('a.ts', text);
  repository.git('add', '-A');
  const writer = createStagedWriter({ cwd: repository.root, env: process.env });
  const { files } = await writer.read(signal);
  const insertions = [{ at: 13, text: '/** A doc. */\n', symbol: 'a' }];
  await writer.write(files.map((file) => ({ file, insertions, reanchor: async () => undefined })));
  repository.git('commit', '-qm', 'docs');
  return repository;
}

const undo = ({ root }: TestRepository) => undoLastRun({ cwd: root, env: process.env });

test('what the last run put in goes, once; later work and what is committed stays', async () => {
  const repository = await documented();
  const file = join(repository.root, 'a.ts');
  writeFileSync(file, `${readFileSync(file, 'utf8')}// later\n`);
  expect(await undo(repository)).toEqual([{ path: 'a.ts', removed: ['a'], left: [], reason: '' }]);
  expect(readFileSync(file, 'utf8')).toBe(`${text}// later\n`);
  expect(repository.git('show', 'HEAD:a.ts')).toContain('A doc.');
  expect(await undo(repository)).toEqual([]);
});

test('docs that somebody changed stay', async () => {
  const repository = await documented();
  const file = join(repository.root, 'a.ts');
  const mine = readFileSync(file, 'utf8').replace('A doc', 'My doc');
  writeFileSync(file, mine);
  expect(await undo(repository)).toEqual([{ path: 'a.ts', removed: [], left: ['a'], reason: '' }]);
  expect(readFileSync(file, 'utf8')).toBe(mine);
});

test('another working tree of the repository is not touched', async () => {
  const repository = await documented();
  const linked = join(makeFolder(), 'linked');
  repository.git('worktree', 'add', '-q', linked);
  await expect(undoLastRun({ cwd: linked, env: process.env })).rejects.toMatchObject({
    code: 'invalid-usage',
    why: repository.root,
  });
  expect(await undo(repository)).toHaveLength(1);
});

test('a damaged record is no reason to guess', async () => {
  const repository = await documented();
  writeFileSync(join(repository.root, '.git/galley/last-docs.json'), '{"version":1');
  await expect(undo(repository)).rejects.toMatchObject({ code: 'unreadable-file' });
});
