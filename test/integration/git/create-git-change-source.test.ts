import { chmodSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createGitChangeSource } from '../../../src/git/create-git-change-source.ts';
import { diffNewFiles } from '../../../src/git/diff-new-files.ts';
import type { Selection } from '../../../src/git/selection.ts';
import { silentLog } from '../../../src/log.ts';
import { makeFolder, makeRepository, openRepository, type TestRepository } from './make-repository.ts';

const signal = new AbortController().signal;
const staged: Selection = { kind: 'staged' };
const auto: Selection = { kind: 'auto' };
const workingTree: Selection = { kind: 'working-tree' };

async function open(cwd: string, selection: Selection, paths: string[] = []) {
  const processes: string[] = [];
  const source = await createGitChangeSource({
    cwd,
    selection,
    paths,
    env: process.env,
    onProcess: (args) => processes.push(args.join(' ')),
  });
  const { files, context } = await source.read(signal);
  return { title: source.title, source, files, context, processes, paths: files.map((file) => file.path) };
}

function fails(repository: TestRepository | string, selection: Selection, paths: string[] = []) {
  const cwd = typeof repository === 'string' ? repository : repository.root;
  return expect(open(cwd, selection, paths)).rejects;
}

describe('selections', () => {
  test('staged: only what is staged, in two processes when nothing is', async () => {
    const repository = makeRepository();
    repository.commit({ 'a.ts': 'one\n', 'b.ts': 'one\n' });
    const empty = await open(repository.root, staged);
    expect(empty.files).toEqual([]);
    expect(empty.processes).toHaveLength(2);
    repository.write('a.ts', 'two\n');
    repository.git('add', 'a.ts');
    repository.write('b.ts', 'two\n');
    const found = await open(repository.root, staged);
    expect(found.paths).toEqual(['a.ts']);
    expect(found.title).toBe('staged changes');
    expect(found.context).toBe('blobs');
  });

  test('auto: staged, else the working tree with new files, else the last commit', async () => {
    const repository = makeRepository();
    repository.commit({ 'a.ts': 'one\n', '.gitignore': 'ignored\n' }, 'first');
    repository.write('a.ts', 'two\n');
    repository.write('new.ts', 'new\n');
    repository.write('ignored', 'x\n');
    const tree = await open(repository.root, auto);
    expect(tree.title).toBe('working tree');
    expect(tree.paths).toEqual(['a.ts', 'new.ts']);
    repository.git('add', 'new.ts');
    expect((await open(repository.root, auto)).paths).toEqual(['new.ts']);
    repository.commit({}, 'second\n\nbody');
    const last = await open(repository.root, auto);
    expect(last.title).toMatch(/^commit [0-9a-f]{7} "second"$/);
    expect(last.paths).toEqual(['a.ts', 'new.ts']);
  });

  test('a commit: the first one, a merge against its first parent, a hostile subject', async () => {
    const repository = makeRepository();
    const first = repository.commit(
      { 'a.ts': 'one\n' },
      'begin \u001b[31mred\u202e and ' + 'long '.repeat(40),
    );
    const root = await open(repository.root, { kind: 'commit', ref: first });
    expect(root.files.map((file) => file.status)).toEqual(['added']);
    expect(root.title).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(root.title.length).toBeLessThan(90);
    repository.git('checkout', '-q', '-b', 'side');
    repository.commit({ 'side.ts': 'side\n' });
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'main.ts': 'main\n' });
    repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
    expect((await open(repository.root, { kind: 'commit', ref: 'HEAD' })).paths).toEqual(['side.ts']);
  });

  test('base and range: from the merge base', async () => {
    const repository = makeRepository();
    repository.commit({ 'a.ts': 'one\n' });
    repository.git('checkout', '-q', '-b', 'feature');
    repository.commit({ 'feature.ts': 'x\n' });
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'later.ts': 'x\n' });
    const range = await open(repository.root, { kind: 'range', base: 'main', head: 'feature' });
    expect(range).toMatchObject({ paths: ['feature.ts'], title: 'main...feature' });
    repository.git('checkout', '-q', '--detach', 'feature');
    const base = await open(repository.root, { kind: 'base', ref: 'main' });
    expect(base).toMatchObject({ paths: ['feature.ts'], title: 'main...HEAD' });
  });
});

describe('repositories', () => {
  test('without commits: staged and working tree hold new files, auto an empty change', async () => {
    for (const format of ['sha1', 'sha256']) {
      const repository = makeRepository(makeFolder(), `--object-format=${format}`);
      expect((await open(repository.root, auto)).files).toEqual([]);
      repository.write('staged.ts', 'x\n');
      repository.git('add', '.');
      repository.write('new.ts', 'x\n');
      expect((await open(repository.root, staged)).paths).toEqual(['staged.ts']);
      expect((await open(repository.root, workingTree)).paths).toEqual(['staged.ts', 'new.ts']);
      await fails(repository, { kind: 'commit', ref: 'HEAD' }).toMatchObject({
        code: 'unknown-ref',
        why: expect.stringContaining('no commits') as string,
        todo: 'galley review --staged',
      });
    }
  });

  test('bare: commits and ranges only', async () => {
    const repository = makeRepository();
    repository.commit({ 'a.ts': 'one\n' });
    const bare = makeFolder();
    repository.git('clone', '-q', '--bare', '.', bare);
    expect((await open(bare, auto)).paths).toEqual(['a.ts']);
    await fails(bare, staged).toMatchObject({ code: 'git-failed', todo: 'galley review --commit HEAD' });
    await fails(bare, workingTree).toMatchObject({ code: 'git-failed' });
  });

  test('linked worktrees and subdirectories: names from the root', async () => {
    const repository = makeRepository();
    repository.commit({ 'sub/a.ts': 'one\n', 'b.ts': 'one\n' });
    repository.git('config', 'diff.relative', 'true');
    const linked = join(makeFolder(), 'tree');
    repository.git('worktree', 'add', '-q', '-b', 'other', linked);
    writeFileSync(join(linked, 'sub/a.ts'), 'two\n');
    writeFileSync(join(linked, 'sub/new.ts'), 'new\n');
    writeFileSync(join(linked, 'b.ts'), 'two\n');
    const found = await open(join(linked, 'sub'), workingTree, ['.']);
    expect(found.paths).toEqual(['sub/a.ts', 'sub/new.ts']);
    expect(found.source.root).toBe(linked);
    expect((await open(join(linked, 'sub'), workingTree, ['../b.ts'])).paths).toEqual(['b.ts']);
  });

  test('a shallow clone names the fetch that helps', async () => {
    const repository = makeRepository();
    repository.commit({ 'a.ts': 'one\n' });
    repository.git('checkout', '-q', '-b', 'feature');
    repository.commit({ 'a.ts': 'two\n' });
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'b.ts': 'one\n' });
    const shallow = makeFolder();
    repository.git('clone', '-q', '--depth=1', '--branch=feature', `file://${repository.root}`, shallow);
    await fails(shallow, { kind: 'commit', ref: 'HEAD' }).toMatchObject({
      code: 'unknown-ref',
      todo: 'git fetch --deepen=1',
    });
    await fails(shallow, { kind: 'base', ref: 'main' }).toMatchObject({
      code: 'unknown-ref',
      todo: expect.stringMatching(
        /^git fetch --unshallow origin \+refs\/heads\/main:refs\/remotes\/origin\/main$/m,
      ) as string,
    });
    openRepository(shallow).git('fetch', '-q', '--depth=1', 'origin', 'main:main');
    await fails(shallow, { kind: 'base', ref: 'main' }).toMatchObject({
      code: 'unknown-ref',
      todo: 'git fetch --unshallow',
    });
    openRepository(shallow).git(
      'fetch',
      '-q',
      '--unshallow',
      'origin',
      '+refs/heads/main:refs/remotes/origin/main',
    );
    expect((await open(shallow, { kind: 'base', ref: 'origin/main' })).paths).toEqual(['a.ts']);
  });

  test('submodules: two commit ids, their working trees are not looked at', async () => {
    const inner = makeRepository();
    inner.commit({ 'a.ts': 'one\n' });
    const repository = makeRepository();
    repository.commit({ 'b.ts': 'one\n' });
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'sub');
    const added = await open(repository.root, staged);
    expect(added.files.find((file) => file.path === 'sub')?.submodule).toBe(true);
    repository.commit({});
    writeFileSync(join(repository.root, 'sub/a.ts'), 'dirty\n');
    expect((await open(repository.root, workingTree)).files).toEqual([]);
  });

  test('unresolved conflicts are refused', async () => {
    const repository = makeRepository();
    repository.commit({ 'a.ts': 'one\n' });
    repository.git('checkout', '-q', '-b', 'side');
    repository.commit({ 'a.ts': 'side\n' });
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'a.ts': 'main\n' });
    expect(() => repository.git('merge', '-q', 'side')).toThrow();
    for (const selection of [staged, workingTree, auto]) {
      await fails(repository, selection).toMatchObject({ message: 'There are unresolved merge conflicts' });
    }
  });
});

describe('files', () => {
  test('new files are as git would show them once staged', async () => {
    const repository = makeRepository();
    repository.commit({});
    repository.write('plain.ts', 'one\ntwo\n');
    repository.write('no-end.ts', 'one');
    repository.write('empty.ts', '');
    repository.write('with space.ts', 'x\n');
    repository.write('tab\tquote".ts', 'x\n');
    repository.write('line\nfeed.ts', 'x\n');
    repository.write('ünïcode.ts', 'grüße\n');
    repository.write('latin1.ts', Buffer.from('gr\xfc\xdfe\n', 'latin1'));
    repository.write('binary.bin', Buffer.from([1, 0, 2]));
    repository.write('crlf.ts', 'a\r\nb\r\n');
    repository.write('run.sh', '#!/bin/sh\n');
    chmodSync(join(repository.root, 'run.sh'), 0o755);
    symlinkSync('/etc/passwd', join(repository.root, 'link'));
    const before = await open(repository.root, workingTree);
    repository.git('add', '-A');
    const after = await open(repository.root, staged);
    expect(before.files).toHaveLength(12);
    expect(before.files).toEqual(after.files);
    expect(JSON.stringify(before.files)).not.toContain('root:');
  });

  test('nested repositories are not read', async () => {
    const repository = makeRepository();
    repository.commit({});
    makeRepository(join(repository.root, 'nested')).commit({ 'inner.ts': 'x\n' });
    expect((await open(repository.root, workingTree)).files).toEqual([]);
  });

  test('new files above the limit are named with their size, none is called binary that is not', async () => {
    const repository = makeRepository();
    repository.commit({});
    repository.write('large.ts', 'x\n'.repeat(900_000));
    repository.write('large.bin', Buffer.alloc(1_800_000));
    const source = await createGitChangeSource({
      cwd: repository.root,
      env: process.env,
      selection: workingTree,
    });
    const limited = (await source.read(signal, 1_000_000)).files;
    expect(limited).toMatchObject([
      { path: 'large.bin', binary: true, hunks: [] },
      { path: 'large.ts', binary: false, hunks: [], unread: { bytes: 1_800_000 } },
    ]);
    const whole = (await (await open(repository.root, workingTree)).source.read(signal, 2_000_000)).files;
    expect(whole.find((file) => file.path === 'large.ts')?.hunks[0]?.lines).toHaveLength(900_000);
  });

  test('new files beyond the total are named, small ones behind them are still read', async () => {
    const root = makeFolder();
    for (const [name, size] of [
      ['a', 60],
      ['b', 60],
      ['c', 40],
    ] as const)
      writeFileSync(join(root, name), 'x'.repeat(size));
    const options = { root, objectFormat: 'sha1', log: silentLog, maxTotalBytes: 100 } as const;
    const { diff, unread } = await diffNewFiles(['a', 'b', 'c'], options);
    expect(diff.match(/^\+\+\+ .*$/gm)).toEqual(['+++ b/a', '+++ b/c']);
    const reason = 'the new files are too large to be read together';
    expect(unread).toMatchObject([{ path: 'b', binary: false, hunks: [], unread: { reason, bytes: 60 } }]);
  });

  test('source code with a NUL is not called binary, tracked or new', async () => {
    const repository = makeRepository();
    repository.commit({ 'a.ts': 'one\n', 'picture.png': Buffer.from([1, 0]) });
    repository.write('a.ts', '// \0\nsteal();\n');
    repository.write('new.py', '# \0\nsteal()\n');
    repository.write('picture.png', Buffer.from([2, 0]));
    const { files } = await open(repository.root, workingTree);
    const unread = { reason: 'source code with NUL bytes (is it UTF-16?)' };
    expect(files).toMatchObject([
      { path: 'a.ts', binary: false, hunks: [], unread },
      { path: 'picture.png', binary: true },
      { path: 'new.py', binary: false, hunks: [], unread },
    ]);
    repository.git('add', '-A');
    expect((await open(repository.root, staged)).files.filter((file) => file.unread)).toHaveLength(2);
  });

  test('a name that is no UTF-8 is read all the same; a file that nobody may read is named', async () => {
    const repository = makeRepository();
    repository.commit({});
    const name = Buffer.concat([
      Buffer.from(`${repository.root}/gr`),
      Buffer.from([0xfc]),
      Buffer.from('n.ts'),
    ]);
    writeFileSync(name, 'const a = 1;\n');
    repository.write('locked.ts', 'x\n');
    chmodSync(join(repository.root, 'locked.ts'), 0o000);
    const found = await open(repository.root, workingTree);
    expect(found.files.find((file) => file.path === 'gr\xfcn.ts')?.hunks).toHaveLength(1);
    // The superuser may read everything.
    const unread = { reason: 'its content could not be read' };
    const locked = process.getuid?.() === 0 ? { hunks: [{ headCount: 1 }] } : { hunks: [], unread };
    expect(found.files.find((file) => file.path === 'locked.ts')).toMatchObject(locked);
  });

  test('-diff and binary in .gitattributes hide no text, in no selection', async () => {
    const repository = makeRepository();
    const rows = Array.from({ length: 20 }, (_, i) => `row ${i}\n`).join('');
    repository.commit({
      'a.ts': 'one\n',
      'sub/old.ts': rows,
      'real.bin': Buffer.from([1, 0]),
      'gone.ts': 'x\n',
    });
    repository.git('rm', '-q', 'gone.ts');
    repository.git('mv', 'sub/old.ts', 'sub/new.ts');
    repository.write('.gitattributes', '[attr]quiet -diff\n*.ts -diff\n*.bin binary\n*.js quiet\n');
    repository.write('a.ts', 'two\n');
    repository.write('b.js', 'new\n');
    repository.write('sub/new.ts', `${rows}end\n`);
    repository.write('real.bin', Buffer.from([2, 0]));
    repository.write('[a].ts', 'a name, not a pattern\n');
    const added = (files: Awaited<ReturnType<typeof open>>['files']): unknown =>
      files.map(({ path, status, binary, hunks }) => [
        path,
        status,
        binary ? 'binary' : hunks.flatMap((hunk) => hunk.lines.filter((line) => line.side !== 'both')).length,
      ]);
    const expected = [
      ['.gitattributes', 'added', 4],
      ['[a].ts', 'added', 1],
      ['a.ts', 'modified', 2],
      ['b.js', 'added', 1],
      ['gone.ts', 'deleted', 1],
      ['real.bin', 'modified', 'binary'],
      ['sub/new.ts', 'renamed', 1],
    ];
    const sub = join(repository.root, 'sub');
    const tree = await open(sub, workingTree);
    expect(new Set(added(tree.files) as unknown[])).toEqual(new Set(expected));
    repository.git('add', '-A');
    expect(added((await open(sub, staged)).files)).toEqual(expected);
    repository.commit({});
    const commit = await open(sub, { kind: 'commit', ref: 'HEAD' });
    expect(added(commit.files)).toEqual(expected);
    expect(commit.files.every((file) => file.unread === undefined)).toBe(true);
    // One more process to look into blobs, one more diff.
    expect(commit.processes.filter((args) => args.includes('cat-file --batch'))).toHaveLength(1);
    expect(commit.processes.filter((args) => args.includes(' diff '))).toHaveLength(2);
  });

  test('the form of the diff does not depend on settings', async () => {
    const repository = makeRepository();
    const body = Array.from({ length: 30 }, (_, i) => `line ${i}\n`).join('');
    repository.commit({ 'a.ts': body, 'old.ts': body.replaceAll('line', 'row'), 'ä.ts': 'x\n\n\n\ny\n' });
    repository.write('a.ts', body.replace('line 3\n', 'changed 3\n').replace('line 12\n', 'changed 12\n'));
    renameSync(join(repository.root, 'old.ts'), join(repository.root, 'new.ts'));
    repository.write('ä.ts', 'x\n\n\n\nz\n');
    repository.git('add', '-A');
    const plain = await open(repository.root, staged);
    expect(plain.files.find((file) => file.path === 'new.ts')?.status).toBe('renamed');
    repository.write('order', '*.ts\n');
    const hostile = {
      'diff.noprefix': 'true',
      'diff.mnemonicPrefix': 'true',
      'diff.srcPrefix': 'left/',
      'diff.renames': 'false',
      'diff.algorithm': 'patience',
      'diff.context': '0',
      'diff.interHunkContext': '40',
      'diff.suppressBlankEmpty': 'true',
      'diff.relative': 'true',
      'diff.orderFile': 'order',
      'diff.wsErrorHighlight': 'all',
      'color.ui': 'always',
      'color.diff': 'always',
      'core.quotePath': 'false',
      'core.abbrev': '4',
    };
    for (const [key, value] of Object.entries(hostile)) repository.git('config', key, value);
    expect((await open(repository.root, staged)).files).toEqual(plain.files);
  });

  test('nothing is written: the index keeps its bytes though its stat data is old', async () => {
    const repository = makeRepository();
    repository.commit({ 'a.ts': 'one\n', 'b.ts': 'one\n' });
    repository.write('b.ts', 'two\n');
    repository.write('a.ts', 'one\n');
    repository.git(
      'update-index',
      '--cacheinfo',
      `100644,${repository.git('hash-object', 'a.ts').trim()},a.ts`,
    );
    const before = repository.indexHash();
    const status = repository.git('--no-optional-locks', 'status', '--porcelain');
    const found = await open(repository.root, workingTree);
    expect(found.paths).toEqual(['b.ts']);
    await open(repository.root, staged);
    await open(repository.root, auto);
    expect(repository.indexHash()).toBe(before);
    expect(repository.git('--no-optional-locks', 'status', '--porcelain')).toBe(status);
  });
});

describe('bad input', () => {
  test('not a repository, no such folder', async () => {
    await fails(makeFolder(), auto).toMatchObject({
      code: 'not-a-repository',
      todo: expect.stringContaining('git init') as string,
    });
    await fails('/no/such/folder', auto).toMatchObject({ code: 'unreadable-file' });
  });

  test('unknown refs: the nearest name', async () => {
    const repository = makeRepository();
    repository.commit({ 'a.ts': 'x\n' });
    repository.git('tag', 'v1.2.0');
    repository.git('update-ref', 'refs/remotes/origin/trunk', 'HEAD');
    const cases = {
      mian: 'Did you mean main?',
      'v1.2.1': 'Did you mean v1.2.0?',
      trunk: 'Did you mean origin/trunk?',
    };
    for (const [ref, todo] of Object.entries(cases)) {
      await fails(repository, { kind: 'base', ref }).toMatchObject({ code: 'unknown-ref', todo });
    }
    await fails(repository, { kind: 'base', ref: 'nothing-like-it' }).toMatchObject({
      todo: 'git branch --all',
    });
    // Each time: the slower of two answers must not win.
    for (let round = 0; round < 5; round++)
      await fails(repository, { kind: 'range', base: 'no-such-a', head: '^no-such-b' }).toMatchObject({
        message: expect.stringContaining('"no-such-a"') as string,
      });
  });

  test('refs that look like options or hold control characters never reach git as such', async () => {
    const repository = makeRepository();
    repository.commit({ 'a.ts': 'x\n' });
    for (const ref of [
      '--output=owned',
      '--all',
      '-',
      '',
      '^HEAD',
      'HEAD\nHEAD',
      'a..b',
      '../x',
      '\u001b[31m',
    ]) {
      await fails(repository, { kind: 'commit', ref }).toMatchObject({ code: 'unknown-ref' });
      await fails(repository, { kind: 'range', base: 'HEAD', head: ref }).toMatchObject({
        code: 'unknown-ref',
      });
    }
    expect(repository.git('status', '--porcelain')).toBe('');
  });

  test('paths: names, not options or patterns; outside and mistyped ones are refused', async () => {
    const repository = makeRepository();
    mkdirSync(join(repository.root, 'sub'));
    repository.commit({ 'sub/a.ts': 'x\n', '*.ts': 'x\n', '--output=owned': 'x\n', 'gone.ts': 'x\n' });
    repository.write('sub/a.ts', 'y\n');
    repository.write('*.ts', 'y\n');
    repository.write('--output=owned', 'y\n');
    expect((await open(repository.root, auto, ['*.ts', '--output=owned'])).paths).toEqual([
      '*.ts',
      '--output=owned',
    ]);
    expect((await open(repository.root, workingTree, ['gone.ts'])).files).toEqual([]);
    await fails(repository, auto, ['../elsewhere']).toMatchObject({ code: 'unsafe-path' });
    await fails(repository, auto, ['sbu/']).toMatchObject({ code: 'unreadable-file', todo: 'git ls-files' });
    await fails(repository, auto, ['sub/no/b.ts']).toMatchObject({ todo: 'git ls-files :/sub' });
  });

  test('paths: an absolute one through a link to the repository is inside it', async () => {
    const repository = makeRepository();
    repository.commit({ 'sub/a.ts': 'x\n', 'b.ts': 'x\n' });
    repository.write('sub/a.ts', 'y\n');
    repository.write('b.ts', 'y\n');
    const link = join(makeFolder(), 'link');
    symlinkSync(repository.root, link);
    expect((await open(repository.root, auto, [join(link, 'sub')])).paths).toEqual(['sub/a.ts']);
    expect((await open(repository.root, auto, [join(link, 'b.ts')])).paths).toEqual(['b.ts']);
    expect((await open(link, auto, [join(link, 'sub/a.ts')])).paths).toEqual(['sub/a.ts']);
    await fails(repository, auto, [join(link, '..', 'b.ts')]).toMatchObject({ code: 'unsafe-path' });
    await fails(repository, auto, [join(link, 'none', 'b.ts')]).toMatchObject({ code: 'unreadable-file' });
  });
});
