import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../doubles/model-server/start-model-server.ts';
import { makeRepository, type TestRepository } from '../integration/git/make-repository.ts';
import { galleyAt, temporaryFolder } from './galley-process.ts';
import { defect, reports, sampleRepository, silent, stagedRepository, sumAfter } from './sample-change.ts';

const galley = galleyAt(temporaryFolder());
let server: ModelServer;
beforeAll(async () => {
  const lines = [
    defect,
    'const staged = list[0];',
    'const unstaged = list[1];',
    'const committed = list[2];',
  ];
  server = await startModelServer({ replies: [...lines.map((line) => reports(line)), silent] });
});
afterAll(() => server.close());

interface Found {
  readonly code: number | null;
  /** `path:side:start-end` of every finding. */
  readonly places: readonly string[];
  readonly title: string;
  readonly files: readonly string[];
}

async function review(cwd: string, args: readonly string[], stdin?: string): Promise<Found> {
  const run = await galley(['review', '--server', server.url, '--format', 'json', '--quiet', ...args], {
    cwd,
    ...(stdin === undefined ? {} : { stdin }),
  });
  expect(run.stderr).toBe('');
  const { findings, ledger } = JSON.parse(run.stdout) as {
    findings: { path: string; side: string; startLine: number; endLine: number }[];
    ledger: { title: string; files: { path: string }[] };
  };
  return {
    code: run.code,
    places: findings.map(({ path, side, startLine, endLine }) => `${path}:${side}:${startLine}-${endLine}`),
    title: ledger.title,
    files: ledger.files.map((file) => file.path),
  };
}

const onDefect = { code: 1, places: ['src/sum.dart:head:3-3'] };

/** main with the defect committed on a branch, two commits ahead of its base, which moved on too. */
function branchedRepository(): TestRepository {
  const repository = sampleRepository();
  repository.git('switch', '-q', '-c', 'topic');
  repository.commit({ 'src/sum.dart': sumAfter }, 'defect');
  repository.commit({ 'src/other.dart': 'export const other = 1;\n' }, 'later');
  repository.git('switch', '-q', 'main');
  repository.commit({ 'src/main-only.dart': 'export const main = 1;\n' }, 'main moves on');
  repository.git('switch', '-q', 'topic');
  return repository;
}

describe('what galley review looks at', { concurrent: true }, () => {
  const branched = branchedRepository();

  it('--staged: the index, not the working tree', async () => {
    const repository = stagedRepository();
    repository.write('src/sum.dart', 'const unstaged = list[1];\n');
    expect(await review(repository.root, ['--staged'])).toMatchObject(onDefect);
  });

  it('--base: what HEAD added since it left the base', async () => {
    const found = await review(branched.root, ['--base', 'main']);
    expect(found).toMatchObject({ ...onDefect, files: ['src/other.dart', 'src/sum.dart'] });
  });

  it('--commit: that commit alone', async () => {
    expect(await review(branched.root, ['--commit', 'HEAD~1'])).toMatchObject({
      ...onDefect,
      files: ['src/sum.dart'],
    });
    expect(await review(branched.root, ['--commit', 'HEAD'])).toMatchObject({
      code: 0,
      files: ['src/other.dart'],
    });
  });

  it('A...B, and A... up to HEAD', async () => {
    expect(await review(branched.root, ['main...topic~1'])).toMatchObject({
      ...onDefect,
      files: ['src/sum.dart'],
    });
    expect(await review(branched.root, ['main...'])).toMatchObject(onDefect);
  });

  it('--diff: a file, and standard input', async () => {
    const diff = branched.git('diff', 'main...topic');
    const folder = temporaryFolder();
    const file = join(folder, 'change.diff');
    writeFileSync(file, diff);
    expect(await review(folder, ['--diff', file])).toMatchObject(onDefect);
    expect(await review(folder, ['--diff', '-'], diff)).toMatchObject(onDefect);
  });

  it('paths limit it, also from a subdirectory', async () => {
    expect(await review(branched.root, ['--base', 'main', 'src/other.dart'])).toMatchObject({
      code: 0,
      files: ['src/other.dart'],
    });
    expect(await review(join(branched.root, 'src'), ['--base', 'main', 'sum.dart'])).toMatchObject(onDefect);
  });

  it('from a subdirectory the whole repository, with paths from its top', async () => {
    const repository = stagedRepository();
    mkdirSync(join(repository.root, 'deep/down'), { recursive: true });
    expect(await review(join(repository.root, 'deep/down'), [])).toMatchObject(onDefect);
  });

  it('by default the index, else the working tree, else the last commit', async () => {
    const repository = sampleRepository();
    repository.commit({ 'a.ts': 'const committed = list[2];\n' });
    expect((await review(repository.root, [])).places).toEqual(['a.ts:head:1-1']);
    repository.write('a.ts', 'const committed = list[2];\nconst unstaged = list[1];\n');
    expect((await review(repository.root, [])).places).toEqual(['a.ts:head:2-2']);
    repository.write('b.ts', 'const staged = list[0];\n');
    repository.git('add', 'b.ts');
    expect((await review(repository.root, [])).places).toEqual(['b.ts:head:1-1']);
  });

  it('the first commit of a repository, and files that git does not know yet', async () => {
    const repository = makeRepository(temporaryFolder());
    repository.write('src/sum.dart', sumAfter);
    expect(await review(repository.root, [])).toMatchObject(onDefect);
    repository.git('add', '-A');
    expect(await review(repository.root, [])).toMatchObject(onDefect);
    repository.git('commit', '-q', '-m', 'first');
    expect(await review(repository.root, [])).toMatchObject(onDefect);
  });
});
