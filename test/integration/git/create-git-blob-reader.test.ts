import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FileChange } from '../../../src/change/change.ts';
import { createGitBlobReader } from '../../../src/git/create-git-blob-reader.ts';
import { readWorkingFile } from '../../../src/git/read-working-file.ts';
import { makeFolder, makeRepository, type TestRepository } from './make-repository.ts';

const zero = '0'.repeat(40);

function fileChange(path: string, baseBlob: string | undefined, headBlob: string | undefined): FileChange {
  return {
    path,
    basePath: baseBlob === undefined ? undefined : path,
    status: baseBlob === undefined ? 'added' : headBlob === undefined ? 'deleted' : 'modified',
    baseMode: '100644',
    headMode: '100644',
    baseBlob: baseBlob ?? zero,
    headBlob: headBlob ?? zero,
    binary: false,
    submodule: false,
    encoding: 'utf8',
    hunks: [],
  };
}

function reader(repository: TestRepository, head: 'objects' | 'working-tree' = 'objects') {
  const processes: string[] = [];
  const onProcess = (args: readonly string[]) => processes.push(args.join(' '));
  return { ...createGitBlobReader({ root: repository.root, env: process.env, head, onProcess }), processes };
}

function store(repository: TestRepository, content: string | Buffer): string {
  const path = join(makeFolder(), 'blob');
  writeFileSync(path, content);
  return repository.git('hash-object', '-w', '--no-filters', path).trim();
}

describe('objects', () => {
  test('many reads at once, in one process, each with its own text', async () => {
    const repository = makeRepository();
    const texts = Array.from({ length: 60 }, (_, i) => `${i}\n`.repeat(i * 100));
    const ids = texts.map((text) => store(repository, text));
    const blobs = reader(repository);
    expect(blobs.processes).toEqual([]);
    const found = await Promise.all(ids.map((id) => blobs.read(fileChange('x', id, id), 'head', 1e6)));
    expect(found).toEqual(texts);
    expect(blobs.processes).toHaveLength(1);
    await blobs.close();
    await blobs.close();
  });

  test('missing, too large, of another type, or no such side: undefined, and the stream stays in step', async () => {
    const repository = makeRepository();
    const commit = repository.commit({ 'a.ts': 'a\n' });
    const small = store(repository, 'small\n');
    const large = store(repository, Buffer.alloc(3_000_000, 'x\n'));
    const blobs = reader(repository);
    const read = (id: string, side: 'base' | 'head' = 'head') =>
      blobs.read(fileChange('x', id, id), side, 1000);
    const found = await Promise.all([
      read('1234567890'.repeat(4)),
      read(small),
      read(large),
      read(small, 'base'),
      read(commit),
      read(small),
      blobs.read(fileChange('x', undefined, small), 'base', 1000),
      blobs.read(fileChange('x', small, undefined), 'head', 1000),
      read(`${small}\n${large}`),
      read('HEAD:a.ts'),
    ]);
    const none = undefined;
    expect(found).toEqual([none, 'small\n', none, 'small\n', none, 'small\n', none, none, none, none]);
    await blobs.close();
  });

  test('decoded as the file says, CRLF and BOM kept', async () => {
    const repository = makeRepository();
    const id = store(repository, Buffer.from('\xef\xbb\xbfgr\xc3\xbc\xc3\x9f\r\n', 'latin1'));
    const blobs = reader(repository);
    const file = fileChange('x', id, id);
    expect(await blobs.read(file, 'head', 100)).toBe('\ufeffgrüß\r\n');
    expect(await blobs.read({ ...file, encoding: 'latin1' }, 'head', 100)).toHaveLength(11);
    await blobs.close();
  });

  test('a stopped reader says so', async () => {
    const repository = makeRepository();
    const controller = new AbortController();
    const blobs = createGitBlobReader({
      root: repository.root,
      env: process.env,
      head: 'objects',
      signal: controller.signal,
    });
    const pending = blobs.read(fileChange('x', zero, '1'.repeat(40)), 'head', 10);
    controller.abort();
    await expect(pending).rejects.toMatchObject({ code: 'interrupted' });
    await blobs.close();
  });
});

describe('working tree', () => {
  test('believed only while it is what the diff shows', async () => {
    const repository = makeRepository();
    repository.write('a.ts', 'now\n');
    const id = repository.git('hash-object', 'a.ts').trim();
    const blobs = reader(repository, 'working-tree');
    const file = fileChange('a.ts', undefined, id);
    expect(await blobs.read(file, 'head', 100)).toBe('now\n');
    expect(await blobs.read(file, 'head', 2)).toBeUndefined();
    repository.write('a.ts', 'later\n');
    expect(await blobs.read(file, 'head', 100)).toBeUndefined();
    await blobs.close();
  });

  test('autocrlf: lines as in the diff', async () => {
    const repository = makeRepository();
    repository.git('config', 'core.autocrlf', 'true');
    repository.write('a.ts', 'one\r\ntwo\r\n');
    const id = repository.git('hash-object', '--path=a.ts', 'a.ts').trim();
    const blobs = reader(repository, 'working-tree');
    expect(await blobs.read(fileChange('a.ts', undefined, id), 'head', 100)).toBe('one\ntwo\n');
    await blobs.close();
  });

  test('links, .git and everything outside are never read', async () => {
    const repository = makeRepository();
    const outside = makeFolder();
    writeFileSync(join(outside, 'secret'), 'secret\n');
    repository.write('sub/a.ts', 'a\n');
    symlinkSync(join(outside, 'secret'), join(repository.root, 'link'));
    symlinkSync(outside, join(repository.root, 'folder'));
    symlinkSync('sub', join(repository.root, 'inside'));
    symlinkSync('loop', join(repository.root, 'loop'));
    mkdirSync(join(repository.root, 'directory'));
    const link = await readWorkingFile(repository.root, 'link', 100);
    expect(link).toMatchObject({ bytes: Buffer.from(join(outside, 'secret')), mode: '120000' });
    const refused = [
      'folder/secret',
      'inside/a.ts',
      'loop/x',
      'directory',
      '.git/config',
      '.GIT/config',
      'sub/../.git/config',
      'git~1/config',
      '../x',
      join(outside, 'secret'),
      'sub//a.ts',
      'a\0b',
      '',
      'missing',
    ];
    for (const path of refused) {
      expect(await readWorkingFile(repository.root, path, 100), path).toBe('unsafe');
    }
    expect(await readWorkingFile(repository.root, 'sub/a.ts', 1)).toBe('too-large');
    expect(await readWorkingFile(repository.root, 'sub/a.ts', 2)).toMatchObject({ mode: '100644' });
  });
});

describe('attributes', () => {
  test('generated, vendored and not to be shown, in one process, for any name', async () => {
    const repository = makeRepository();
    repository.write(
      '.gitattributes',
      'gen/** linguist-generated\n*.pb.ts linguist-generated=true\nlib/** linguist-vendored\nlib/own.ts -linguist-vendored\nno.ts linguist-generated=false\nlock -diff\n*.py diff=python\n',
    );
    const blobs = reader(repository);
    const found = await blobs.attributes([
      'gen/a.ts',
      'x.pb.ts',
      'lib/own.ts',
      'lib/a\nb.ts',
      'no.ts',
      'plain.ts',
      'lock',
      'a.py',
    ]);
    expect(Object.fromEntries(found)).toEqual({
      'gen/a.ts': { generated: true },
      'x.pb.ts': { generated: true },
      'lib/own.ts': { vendored: false },
      'lib/a\nb.ts': { vendored: true },
      'no.ts': { generated: false },
      lock: { undiffed: true },
    });
    expect(blobs.processes).toHaveLength(1);
    expect(await blobs.attributes([])).toEqual(new Map());
    expect(blobs.processes).toHaveLength(1);
    await blobs.close();
  });

  test('from a named tree, whatever the working tree and the index say; nothing is written', async () => {
    const repository = makeRepository();
    const base = repository.commit({ '.gitattributes': 'a.ts linguist-generated\n' });
    repository.write('.gitattributes', 'b.ts linguist-generated\n');
    repository.git('add', '-A');
    repository.write('.gitattributes', 'c.ts linguist-generated\n');
    const before = readdirSync(join(repository.root, '.git'));
    const index = repository.indexHash();
    const blobs = createGitBlobReader({
      root: repository.root,
      env: process.env,
      head: 'objects',
      attributeSource: base,
    });
    expect(await blobs.attributes(['a.ts', 'b.ts', 'c.ts'])).toEqual(
      new Map([['a.ts', { generated: true }]]),
    );
    await blobs.close();
    expect(readdirSync(join(repository.root, '.git'))).toEqual(before);
    expect(repository.indexHash()).toBe(index);
  });
});
