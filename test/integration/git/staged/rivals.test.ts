import { appendFileSync, existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createStagedWriter, type WriteStep } from '../../../../src/git/staged/create-staged-writer.ts';
import type { StagedFile } from '../../../../src/review/ports.ts';
import { makeRepository, type TestRepository } from '../make-repository.ts';

const { signal } = new AbortController();
const doc = '/** A doc. */\n';
const a = 'function a() {}\n';

function staged(files: Readonly<Record<string, string>> = { 'a.ts': a, 'b.ts': a }): TestRepository {
  const repository = makeRepository();
  repository.commit({ 'first.txt': 'first\n' });
  for (const [path, text] of Object.entries(files)) repository.write(path, text);
  repository.git('add', '-A');
  return repository;
}

const edit = (file: StagedFile) => ({
  file,
  insertions: [{ at: 0, text: doc, symbol: 'a' }],
  reanchor: async () => undefined,
});

/** Documents all that is staged; `rival` is called after a step, or between reading and writing. */
async function writeAgainst(
  { root }: TestRepository,
  rival: () => void = () => {},
  when: WriteStep | 'read' = 'read',
  writeSignal?: AbortSignal,
) {
  const writer = createStagedWriter({
    cwd: root,
    env: process.env,
    onStep: (step) => (step === when ? rival() : undefined),
    ...(writeSignal && { signal: writeSignal }),
  });
  const { files } = await writer.read(signal);
  if (when === 'read') rival();
  const outcomes = await writer.write(files.map(edit));
  return Object.fromEntries(outcomes.map(({ path, ...rest }) => [path, rest]));
}

const show = ({ git }: TestRepository, path: string) => git('show', `:${path}`);

describe('the index belongs to others too', () => {
  test('one that is held all the time stays as it is', async () => {
    const repository = staged();
    const lock = join(repository.root, '.git/index.lock');
    const before = repository.indexHash();
    const outcomes = await writeAgainst(repository, () => writeFileSync(lock, ''));
    expect(outcomes['a.ts']).toEqual({
      staged: 'dropped',
      tree: 'left-alone',
      reason: 'another process holds the index',
    });
    expect(repository.indexHash()).toBe(before);
    expect(readFileSync(join(repository.root, 'a.ts'), 'utf8')).toBe(a);
    expect(existsSync(lock)).toBe(true);
  });

  test('one that is held for a moment is waited for', async () => {
    const repository = staged();
    const lock = join(repository.root, '.git/index.lock');
    const outcomes = await writeAgainst(repository, () => {
      writeFileSync(lock, '');
      setTimeout(() => rmSync(lock), 50);
    });
    expect(outcomes['a.ts']).toEqual({ staged: 'documented', tree: 'written', reason: '' });
  });

  test.each(['read', 'prepared'] as const)('what an editor stages after %s is kept', async (when) => {
    const repository = staged();
    const outcomes = await writeAgainst(
      repository,
      () => {
        appendFileSync(join(repository.root, 'a.ts'), '// mine\n');
        repository.git('add', 'a.ts');
      },
      when,
    );
    expect(outcomes['a.ts']).toMatchObject({
      staged: 'dropped',
      reason: 'something else was staged meanwhile',
    });
    expect(outcomes['b.ts']).toMatchObject({ staged: 'documented', tree: 'written' });
    expect(show(repository, 'a.ts')).toBe(`${a}// mine\n`);
    expect(show(repository, 'b.ts')).toBe(doc + a);
  });

  test('what is not staged any more does not come back', async () => {
    const repository = staged();
    const outcomes = await writeAgainst(repository, () => repository.git('rm', '-q', '--cached', 'a.ts'));
    expect(outcomes['a.ts']).toMatchObject({ staged: 'dropped' });
    expect(repository.git('ls-files')).toBe('b.ts\nfirst.txt\n');
  });

  test('a mode that is staged meanwhile stays', async () => {
    const repository = staged();
    await writeAgainst(repository, () => repository.git('update-index', '--chmod=+x', 'a.ts'));
    expect(repository.git('ls-files', '-s', 'a.ts')).toMatch(/^100755 /);
    expect(show(repository, 'a.ts')).toBe(doc + a);
  });
});

describe('the working tree belongs to others too', () => {
  test.each(['prepared', 'staged'] as const)('a file that is saved after %s is left alone', async (when) => {
    const repository = staged();
    const file = join(repository.root, 'a.ts');
    const outcomes = await writeAgainst(repository, () => writeFileSync(file, 'saved\n'), when);
    expect(outcomes['a.ts']).toEqual({
      staged: 'documented',
      tree: 'left-alone',
      reason: 'the file was changed meanwhile',
    });
    expect(readFileSync(file, 'utf8')).toBe('saved\n');
    expect(readFileSync(join(repository.root, 'b.ts'), 'utf8')).toBe(doc + a);
  });
});

test('a file with another name, which may stand anywhere, is left alone', async () => {
  const repository = staged();
  const [file, other] = [join(repository.root, 'a.ts'), `${repository.root}-another-name.ts`];
  linkSync(file, other);
  const outcomes = await writeAgainst(repository);
  expect(outcomes['a.ts']).toMatchObject({ staged: 'documented', tree: 'left-alone' });
  expect([readFileSync(file, 'utf8'), readFileSync(other, 'utf8')]).toEqual([a, a]);
});

test.each([
  ['lost a line', (text: string) => doc + text.replace('// mine\n', '')],
  ['gained another line', (text: string) => `// ?\n${doc}${text}`],
  ['lost its ends of lines', (text: string) => doc + text.trimEnd()],
])('documented anew it is left alone when it %s', async (_, reanchor) => {
  const repository = staged({ 'a.ts': a });
  const mine = `// mine\n${a}`;
  repository.write('a.ts', mine);
  const writer = createStagedWriter({ cwd: repository.root, env: process.env });
  const { files } = await writer.read(signal);
  const outcomes = await writer.write(
    files.map((file) => ({ ...edit(file), reanchor: async (text) => reanchor(text) })),
  );
  expect(outcomes).toMatchObject([{ staged: 'documented', tree: 'left-alone' }]);
  expect(readFileSync(join(repository.root, 'a.ts'), 'utf8')).toBe(mine);
});

describe('stopping', () => {
  test.each(['read', 'blobs'] as const)('after %s nothing has changed', async (when) => {
    const repository = staged();
    const before = repository.indexHash();
    const stop = new AbortController();
    const writing = writeAgainst(repository, () => stop.abort(), when, stop.signal);
    await expect(writing).rejects.toMatchObject({ code: 'interrupted' });
    expect(repository.indexHash()).toBe(before);
    expect(readFileSync(join(repository.root, 'a.ts'), 'utf8')).toBe(a);
    expect(repository.git('status', '--porcelain')).toBe('A  a.ts\nA  b.ts\n');
  });

  test('once writing has begun it is finished', async () => {
    const repository = staged();
    const stop = new AbortController();
    const outcomes = await writeAgainst(repository, () => stop.abort(), 'staged', stop.signal);
    expect(outcomes['b.ts']).toMatchObject({ staged: 'documented', tree: 'written' });
  });
});

describe('insertions that are not whole lines at starts of lines', () => {
  test.each([
    [[{ at: 3, text: doc, symbol: 'a' }]],
    [[{ at: 0, text: '/** x */', symbol: 'a' }]],
    [[{ at: 99, text: doc, symbol: 'a' }]],
    [[]],
    [
      [
        { at: 16, text: doc, symbol: 'a' },
        { at: 0, text: doc, symbol: 'a' },
      ],
    ],
  ])('%j: the file is dropped', async (insertions) => {
    const repository = staged({ 'a.ts': a, 'b.ts': '\ufefffunction a() {}\n' });
    const writer = createStagedWriter({ cwd: repository.root, env: process.env });
    const { files } = await writer.read(signal);
    const outcomes = await writer.write(files.map((file) => ({ ...edit(file), insertions })));
    expect(outcomes).toMatchObject([{ staged: 'dropped' }, { staged: 'dropped' }]);
    expect(repository.git('status', '--porcelain')).toBe('A  a.ts\nA  b.ts\n');
  });
});

test('a repository of sha256', async () => {
  const repository = makeRepository(undefined, '--object-format=sha256');
  repository.write('a.ts', a);
  repository.git('add', '-A');
  const outcomes = await writeAgainst(repository);
  expect(outcomes['a.ts']).toEqual({ staged: 'documented', tree: 'written', reason: '' });
  expect(show(repository, 'a.ts')).toBe(doc + a);
});

test('more files than fit on a command line', async () => {
  const names = Array.from({ length: 300 }, (_, i) => `${'folder/'.repeat(12)}${i}.ts`);
  const repository = staged(Object.fromEntries(names.map((name, i) => [name, `function f${i}() {}\n`])));
  const outcomes = await writeAgainst(repository);
  expect(Object.values(outcomes).filter(({ tree }) => tree === 'written')).toHaveLength(300);
  expect(repository.git('diff', '--name-only')).toBe('');
});
