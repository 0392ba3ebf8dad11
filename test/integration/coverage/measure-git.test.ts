import { rmSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { createGitBlobReader } from '../../../src/git/create-git-blob-reader.ts';
import { createGitChangeSource } from '../../../src/git/create-git-change-source.ts';
import { measurePatch, type MeasuredPatch } from '../../../src/review/measure-patch.ts';
import { createFileInstrumenter } from '../../../src/run/instrument/create-instrumenter.ts';
import { makeRepository, type TestRepository } from '../git/make-repository.ts';
import { codeReader, lines, runCode, tell } from './measure-code.ts';

const opened: TestRepository[] = [];
afterEach(() => opened.splice(0).forEach(({ root }) => rmSync(root, { recursive: true, force: true })));

function repository(): TestRepository {
  const made = makeRepository();
  opened.push(made);
  return made;
}

/** What is new since the branch left `main`, measured with a run of the files that are checked out. */
async function measureBranch(
  { root }: TestRepository,
  path: string,
  use: Parameters<typeof runCode>[2],
): Promise<MeasuredPatch> {
  const signal = new AbortController().signal;
  const source = await createGitChangeSource({
    cwd: root,
    env: process.env,
    selection: { kind: 'base', ref: 'main' },
  });
  const blobs = createGitBlobReader({ root, env: process.env, head: 'objects' });
  const { files } = await source.read(signal);
  const read = await Promise.all(
    files.map(async (file) => ({ file, text: await blobs.read(file, 'head', 1_000_000) })),
  );
  await blobs.close();
  const text = read.find(({ file }) => file.path === path)?.text ?? '';
  const hits = new Map([[path, runCode(path, text, use)]]);
  return measurePatch(
    read,
    {
      hits: {
        read: async () => ({
          files: hits,
          unusable: new Map(),
          sources: [],
          formats: ['istanbul'],
          notes: [],
        }),
      },
      baseHits: undefined,
      instrumenter: createFileInstrumenter(),
      code: codeReader,
    },
    signal,
  );
}

const old = ['exports.f = (x) => {', '  return x;', '};'];
const grown = ['exports.f = (x) => {', '  if (x > 3) return 1;', '  return x;', '};'];

it('leaves what the base got meanwhile to the base (C20)', async () => {
  const repo = repository();
  repo.commit({ 'src/a.js': lines(...old) });
  repo.git('checkout', '-q', '-b', 'feature');
  repo.commit({ 'src/a.js': lines(...grown) });
  repo.git('checkout', '-q', 'main');
  repo.commit({ 'src/b.js': lines('exports.g = () => 1;') });
  repo.git('checkout', '-q', 'feature');
  const { coverage } = await measureBranch(repo, 'src/a.js', ({ f }) => f?.(1));
  expect(coverage.files.map(({ path }) => path)).toEqual(['src/a.js']);
  expect(coverage.gaps.map(tell)).toEqual(['2 statement in f: needs `x > 3`']);
});

it('counts lines in the merge commit that a job has checked out while the base moved (C21)', async () => {
  const repo = repository();
  repo.commit({ 'src/a.js': lines("'use strict';", '', ...old) });
  repo.git('checkout', '-q', '-b', 'feature');
  repo.commit({ 'src/a.js': lines("'use strict';", '', ...grown) });
  repo.git('checkout', '-q', 'main');
  const moved = ["'use strict';", '// what the base got', 'exports.g = () => 1;', ''];
  repo.commit({ 'src/a.js': lines(...moved, ...old) });
  repo.git('checkout', '-q', '--detach', 'main');
  repo.git('merge', '-q', '--no-edit', 'feature');
  const { coverage } = await measureBranch(repo, 'src/a.js', ({ f }) => f?.(1));
  expect(coverage.gaps.map(tell)).toEqual(['6 statement in f: needs `x > 3`']);
  expect(coverage.functions.total).toBe(0);
});

it('follows a file that was renamed and changed (C10), and names one that no test loads (C9)', async () => {
  const repo = repository();
  const body = Array.from({ length: 9 }, (_, index) => `exports.v${index} = ${index};`);
  repo.commit({ 'src/a.js': lines(...body, ...old) });
  repo.git('checkout', '-q', '-b', 'feature');
  repo.git('mv', 'src/a.js', 'src/renamed.js');
  repo.commit({
    'src/renamed.js': lines(...body, ...grown),
    'src/new.ts': lines(
      'export type A = string;',
      '',
      'export function h(a?: A): number {',
      '  return a ? 1 : 2;',
      '}',
    ),
    'src/types.ts': lines('export interface B {', '  c: number;', '}'),
  });
  const { coverage } = await measureBranch(repo, 'src/renamed.js', ({ f }) => f?.(1));
  expect(coverage.files.map(({ path, state }) => `${path} ${state}`)).toEqual([
    'src/new.ts not-loaded',
    'src/renamed.js measured',
    'src/types.ts unmeasurable',
  ]);
  expect(coverage.gaps.map((gap) => `${gap.path} ${tell(gap)}`)).toEqual([
    'src/new.ts 3-5 file',
    'src/new.ts 3-5 function in h',
    'src/renamed.js 11 statement in f: needs `x > 3`',
  ]);
});
