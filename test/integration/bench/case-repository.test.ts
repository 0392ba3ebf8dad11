import { afterAll, describe, expect, it } from 'vitest';
import { createCaseRepository } from '../../../bench/review/case-repository.ts';
import type { ReviewCase } from '../../../bench/review/case.ts';

const found: ReviewCase = {
  id: 'rename-and-more',
  language: 'typescript',
  title: 'feat: several files at once',
  kind: 'clean-feature',
  files: [
    { path: 'src/kept.ts', before: 'one\ntwo\nthree\n', after: 'one\nzwei\nthree\n' },
    { path: 'src/new.ts', before: '', after: 'héllo\n' },
    { path: 'src/[gone] (1).ts', before: 'x\n', after: '' },
  ],
  bugs: [],
};
const repository = createCaseRepository([found, { ...found, id: 'other' }]);
afterAll(() => repository.remove());

describe('createCaseRepository', () => {
  it('gives the diff and the texts of a real commit', async () => {
    const { source, blobs } = await repository.open('rename-and-more');
    const { files, context } = await source.read(new AbortController().signal);
    expect(context).toBe('blobs');
    expect(source.title).toContain('several files at once');
    expect(files.map(({ path, status }) => [path, status])).toEqual([
      ['src/[gone] (1).ts', 'deleted'],
      ['src/kept.ts', 'modified'],
      ['src/new.ts', 'added'],
    ]);
    const kept = files.find(({ path }) => path === 'src/kept.ts');
    const added = kept?.hunks.flatMap(({ lines }) => lines.filter(({ side }) => side === 'head'));
    expect(added?.map(({ text, headLine }) => [headLine, text])).toEqual([[2, 'zwei']]);
    const last = files.at(-1);
    expect(last && (await blobs.read(last, 'head', 1000))).toBe('héllo\n');
    await blobs.close();
  });

  it('refuses an unknown case', async () => {
    await expect(repository.open('nobody')).rejects.toThrow();
  });
});
