import { expect, test } from 'vitest';
import { findWord } from '../../../src/git/find-word.ts';
import { makeRepository } from './make-repository.ts';

test('finds lines with a word, not with a part of one', async () => {
  const repository = makeRepository();
  repository.commit({ 'src/a.ts': 'add(1);\nadding(2);\n', 'b.ts': 'x\nconst y = add(3);\n' });
  const git = { cwd: repository.root, env: process.env };
  expect(await findWord('add', git)).toEqual([
    { path: 'b.ts', line: 2, text: 'const y = add(3);' },
    { path: 'src/a.ts', line: 1, text: 'add(1);' },
  ]);
  expect(await findWord('-nothing', git)).toEqual([]);
});
