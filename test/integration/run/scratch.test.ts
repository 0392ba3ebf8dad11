import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openScratchTree, type OpenScratchTree } from '../../../src/run/scratch/open-scratch-tree.ts';
import { workingTree } from '../../../src/run/scratch/working-tree.ts';
import { asPlainUser, noPlainUser } from '../as-plain-user.ts';

test('a copy holds files and links, and nothing that leads out', async () => {
  const { root, open } = repository({ 'src/cart.ts': 'export {};', 'run.sh': '#!/bin/sh' });
  chmodSync(join(root, 'run.sh'), 0o755);
  symlinkSync('src', join(root, 'inside'));
  symlinkSync('../../secret', join(root, 'src/outside'));
  symlinkSync('/etc/passwd', join(root, 'absolute'));
  const tree = await open({
    more: ['inside', 'src/outside', 'absolute', '../escape', '.git/config', 'gone'],
  });
  expect(readFileSync(join(tree.path, 'src/cart.ts'), 'utf8')).toBe('export {};');
  expect(readlinkSync(join(tree.path, 'inside'))).toBe('src');
  expect(readdirSync(tree.path).sort()).toEqual(['inside', 'run.sh', 'src']);
  expect(readdirSync(join(tree.path, 'src'))).toEqual(['cart.ts']);
  await tree.close();
  await tree.close();
  expect(existsSync(tree.path)).toBe(false);
});

test.each([
  '../a.ts',
  '/etc/a.ts',
  '.git/hooks/pre-commit',
  'a/.GIT/config',
  'a/../../b',
  '',
  'a//b',
  'a\\b',
  'C:/a',
])('writes nothing to %j', async (path) => {
  const tree = await repository({ 'a.ts': '' }).open();
  await expect(tree.write([{ path, text: 'x' }])).rejects.toMatchObject({ code: 'unsafe-path' });
  await tree.close();
});

test('what a test did to a tree cannot make a write leave it, and is undone', async () => {
  const { root, open } = repository({ 'src/a.ts': 'a', 'src/b.ts': 'b', 'test/c.ts': 'c' });
  const outside = mkdtempSync(join(tmpdir(), 'outside-'));
  writeFileSync(join(outside, 'kept'), 'kept');
  const tree = await open();
  const at = (path: string) => join(tree.path, path);
  await tree.write([{ path: 'test/new/deep.test.ts', text: 'new' }]);
  await tree.write([{ path: 'src/a.ts', text: 'mutant' }]);
  rmSync(at('test'), { recursive: true });
  symlinkSync(outside, at('test'));
  linkSync(join(outside, 'kept'), at('src/hard.ts'));
  writeFileSync(at('src/b.ts'), 'changed');
  chmodSync(at('src'), 0o500);
  await expect(tree.write([{ path: 'test/kept', text: 'gone' }])).rejects.toMatchObject({
    code: 'unsafe-path',
  });
  await tree.restore();
  expect(readdirSync(tree.path, { recursive: true }).sort()).toEqual([
    'src',
    'src/a.ts',
    'src/b.ts',
    'test',
    'test/c.ts',
  ]);
  expect(['src/a.ts', 'src/b.ts', 'test/c.ts'].map((path) => readFileSync(at(path), 'utf8'))).toEqual([
    'a',
    'b',
    'c',
  ]);
  expect(readFileSync(join(outside, 'kept'), 'utf8')).toBe('kept');
  expect(readFileSync(join(root, 'src/b.ts'), 'utf8')).toBe('b');
  // Again, from where the first one left it.
  writeFileSync(at('src/b.ts'), 'changed');
  await tree.restore();
  expect(readFileSync(at('src/b.ts'), 'utf8')).toBe('b');
  await tree.close();
});

test('a written link target stays as it was', async () => {
  const outside = join(mkdtempSync(join(tmpdir(), 'outside-')), 'file');
  writeFileSync(outside, 'kept');
  const tree = await repository({ 'a.ts': 'a' }).open();
  rmSync(join(tree.path, 'a.ts'));
  symlinkSync(outside, join(tree.path, 'a.ts'));
  await tree.write([{ path: 'a.ts', text: 'new' }]);
  expect(readFileSync(outside, 'utf8')).toBe('kept');
  expect(readFileSync(join(tree.path, 'a.ts'), 'utf8')).toBe('new');
  await tree.close();
});

test('packages are links, packages of the repository itself lead to the copy', async () => {
  const { root, open } = repository({ 'packages/a/index.js': 'a' });
  const outside = mkdtempSync(join(tmpdir(), 'outside-'));
  for (const folder of ['left', '@scope/right', '.bin', '.vite']) {
    mkdirSync(join(root, 'node_modules', folder), { recursive: true });
  }
  symlinkSync('../packages/a', join(root, 'node_modules/a'));
  symlinkSync('../../packages/a', join(root, 'node_modules/@scope/a'));
  symlinkSync(outside, join(root, 'node_modules/linked'));
  const tree = await open({ ignored: ['node_modules', 'secrets', '.env'] });
  const at = (path: string) => realpathSync(join(tree.path, 'node_modules', path));
  expect(at('left')).toBe(join(root, 'node_modules/left'));
  expect(at('@scope/right')).toBe(join(root, 'node_modules/@scope/right'));
  expect(at('a')).toBe(join(tree.path, 'packages/a'));
  expect(at('@scope/a')).toBe(join(tree.path, 'packages/a'));
  expect(readdirSync(join(tree.path, 'node_modules')).sort()).toEqual(['.bin', '@scope', 'a', 'left']);
  expect(tree.readable).toEqual([join(root, 'node_modules')]);
  await tree.close();
});

test('output of a build is copied, an environment linked, all else that git ignores left out', async () => {
  const { root, open } = repository({ 'a.ts': '', 'packages/b/b.ts': '' });
  const ignored = {
    'dist/index.js': 'built',
    'packages/b/dist/b.js': 'built b',
    '.venv/pyvenv.cfg': '',
    'secrets/key': 'secret',
  };
  lay(root, ignored);
  symlinkSync('/etc', join(root, 'dist/etc'));
  const tree = await open({ ignored: ['dist', 'packages/b/dist', '.venv', 'secrets', '../outside'] });
  expect(readFileSync(join(tree.path, 'dist/index.js'), 'utf8')).toBe('built');
  expect(readFileSync(join(tree.path, 'packages/b/dist/b.js'), 'utf8')).toBe('built b');
  expect(existsSync(join(tree.path, 'dist/etc'))).toBe(false);
  expect(existsSync(join(tree.path, 'secrets'))).toBe(false);
  expect(tree.readable).toEqual([join(root, '.venv')]);
  await tree.close();
  expect(existsSync(join(root, '.venv/pyvenv.cfg'))).toBe(true);
});

test('an environment may be a link to one, and no link to anything else is followed', async () => {
  const { root, open } = repository({ 'a.ts': '' });
  const other = repository({ 'b.ts': '' }).root;
  lay(other, { 'env/pyvenv.cfg': '', 'dist/index.js': 'elsewhere' });
  symlinkSync(join(other, 'env'), join(root, '.venv'));
  symlinkSync(join(other, 'dist'), join(root, 'dist'));
  const tree = await open({ ignored: ['.venv', 'dist'] });
  expect(tree.readable).toEqual([join(other, 'env')]);
  expect(existsSync(join(tree.path, 'dist'))).toBe(false);
  await tree.close();
});

test('a tree that a killed run has left is taken away by the next, one in use is not', async () => {
  const { open, temporary } = repository({ 'a.ts': '' });
  const first = await open();
  const gone = first.path.replace(`-${process.pid}-`, '-999999999-');
  mkdirSync(join(gone, 'locked'), { recursive: true });
  const second = await open();
  expect(existsSync(gone)).toBe(false);
  expect(readdirSync(temporary)).toHaveLength(2);
  await Promise.all([first.close(), second.close()]);
});

test('a tree is removed by a plain user too when tests have locked its folders', async (context) => {
  const problem = noPlainUser();
  if (problem !== undefined) context.skip(problem);
  const { open, temporary } = repository({ 'a/b.ts': '' });
  chmodSync(dirname(temporary), 0o755);
  await asPlainUser(temporary, async () => {
    const tree = await open();
    chmodSync(join(tree.path, 'a'), 0);
    await tree.close();
    expect(readdirSync(temporary)).toEqual([]);
  });
});

test('thousands of files', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 3000 }, (_, n) => [`src/${n % 50}/${n}.ts`, `export const n = ${n};`]),
  );
  const tree = await repository(files).open();
  writeFileSync(join(tree.path, 'src/7/2957.ts'), 'changed');
  await tree.restore();
  expect(readFileSync(join(tree.path, 'src/7/2957.ts'), 'utf8')).toBe(files['src/7/2957.ts']);
  await tree.close();
});

function lay(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

interface Opening {
  readonly more?: readonly string[];
  readonly ignored?: readonly string[];
}

function repository(files: Readonly<Record<string, string>>) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'scratch-')));
  const [root, temporary] = [join(folder, 'root'), join(folder, 'temporary')];
  mkdirSync(temporary);
  lay(root, files);
  const open = ({ more = [], ignored = [] }: Opening = {}): Promise<OpenScratchTree> => {
    const source = workingTree(root, async () => [...Object.keys(files), ...more]);
    return openScratchTree({ root, source, ignored, temporary });
  };
  return { root, temporary, open };
}
