import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readOldFiles, type OldFiles, type OldFilesOptions } from '../../../src/git/read-old-files.ts';
import { makeRepository, type TestRepository } from './make-repository.ts';

const made: TestRepository[] = [];
afterAll(() => made.forEach(({ root }) => rmSync(root, { recursive: true, force: true })));

type Commit = readonly [day: string, files: Readonly<Record<string, string>>];

/** A repository whose commits are of the given days. */
function repositoryOf(...commits: readonly Commit[]): TestRepository {
  const repository = makeRepository();
  made.push(repository);
  const before = process.env['GIT_COMMITTER_DATE'];
  for (const [day, files] of commits) {
    process.env['GIT_COMMITTER_DATE'] = `${day}T12:00:00Z`;
    repository.commit(files);
  }
  process.env['GIT_COMMITTER_DATE'] = before;
  return repository;
}

const many = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`src/f${100 + index}.ts`, 'x\n']));

function read(cwd: string, extra: Partial<OldFilesOptions> = {}): Promise<OldFiles> {
  const options: OldFilesOptions = {
    wants: (path) => path.endsWith('.ts'),
    unchangedSince: new Date('2025-06-01'),
    mostFiles: 100,
    maxFileBytes: 1000,
    maxBytes: 100_000,
    ...extra,
  };
  return readOldFiles(options, { cwd, env: process.env });
}

const names = ({ files }: OldFiles): string[] => files.map(({ path }) => path);

describe('readOldFiles', () => {
  it('takes what nobody has changed since then, from the whole repository', async () => {
    const { root } = repositoryOf(
      ['2024-01-01', { ...many(25), 'a.py': 'x', 'ä name.ts': 'old\n' }],
      ['2025-09-01', { 'src/f100.ts': 'new\n', 'src/fresh.ts': 'new\n' }],
    );
    const old = await read(join(root, 'src'));
    expect(old.age).toBe('unchanged');
    expect(names(old)).toHaveLength(25);
    expect(names(old)).toContain('ä name.ts');
    for (const path of ['src/f100.ts', 'src/fresh.ts', 'a.py']) expect(names(old)).not.toContain(path);
  });

  it('takes the older half where too little is that old', async () => {
    const { root } = repositoryOf(
      ['2025-07-01', { 'b.ts': '1', 'a.ts': '1', 'c.ts': '1' }],
      ['2025-08-01', { 'd.ts': '1' }],
      ['2025-09-01', { 'a.ts': '2' }],
    );
    expect(await read(root)).toEqual({
      age: 'half',
      files: [
        { path: 'b.ts', text: '1' },
        { path: 'c.ts', text: '1' },
      ],
    });
  });

  it('reads what was committed, not what lies there, and follows no link', async () => {
    const repository = repositoryOf(['2024-01-01', many(20)]);
    symlinkSync('/etc/hostname', join(repository.root, 'link.ts'));
    repository.commit({});
    repository.write('src/f100.ts', 'changed and not committed');
    const old = await read(repository.root, { unchangedSince: new Date('2099-01-01') });
    expect(names(old)).not.toContain('link.ts');
    expect(old.files[0]).toEqual({ path: 'src/f100.ts', text: 'x\n' });
  });

  it('keeps to its limits, and takes of many files some from everywhere', async () => {
    const { root } = repositoryOf(['2024-01-01', { ...many(40), 'src/a-large.ts': 'x'.repeat(1001) }]);
    expect(names(await read(root, { mostFiles: 4 }))).toEqual(['src/f109.ts', 'src/f119.ts', 'src/f129.ts']);
    expect(names(await read(root, { maxBytes: 7 }))).toEqual(['src/f100.ts', 'src/f101.ts', 'src/f102.ts']);
  });

  it('has nothing before the first commit', async () => {
    expect(await read(repositoryOf().root)).toEqual({ files: [], age: 'half' });
  });
});
