import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findPrepared } from '../../../../src/entry/app/commands/find-prepared.ts';
import { describePrepared } from '../../../../src/entry/app/commands/describe-prepared.ts';
import { layHead } from '../../../../src/entry/app/commands/lay-head.ts';
import { silentLog } from '../../../../src/log.ts';
import { makeImage } from '../../run/image/make-image.ts';
import type { PullRequest } from '../../../../src/review/forge-ports.ts';

const root = mkdtempSync(join(tmpdir(), 'galley-prepared-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const origin = join(root, 'origin');
mkdirSync(origin);
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=o', '-c', 'user.email=o@o', ...args], {
    cwd: origin,
    encoding: 'utf8',
  });
git('init', '-q', '-b', 'main');
const commit = (files: Readonly<Record<string, string>>): string => {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(origin, path), text);
  git('add', '-A');
  git('commit', '-q', '-m', 'x');
  return git('rev-parse', 'HEAD').trim();
};
const bare = commit({ 'a.js': '1\n' });
const base = commit({
  'package-lock.json': '{"of":"base"}',
  'package.json': '{}',
  '.npmrc': 'script-shell=sh',
});
const head = commit({
  'package-lock.json': '{"of":"head"}',
  '.gitattributes': '*.js filter=evil text eol=crlf\n',
  'b.js': 'two\n',
});
const mirror = join(root, 'mirror.git');
execFileSync('git', ['clone', '-q', '--bare', origin, mirror]);

const signal = new AbortController().signal;
const options = { env: process.env, log: silentLog, signal };
const pullOf = (sha: string) =>
  ({ repository: 'Olga/Proof', base: { sha }, head: { sha: head } }) as unknown as PullRequest;
const command = [process.execPath, '-e', "require('fs').mkdirSync('node_modules')"];
const installing = { kind: 'install', command, folder: join(root, 'runners') } as const;

describe('what tests run with', () => {
  it('is installed from the lock file of the base, whatever the head has', async () => {
    const found = await findPrepared(installing, pullOf(base), mirror, options);
    const folder = 'folder' in found ? (found.folder ?? '') : '';
    expect(readdirSync(folder).sort()).toEqual(['node_modules', 'package-lock.json', 'package.json']);
    expect(readFileSync(join(folder, 'package-lock.json'), 'utf8')).toContain('base');
    expect(await findPrepared(installing, pullOf(base), mirror, options)).toEqual(found);
  });

  it('is nothing without a lock file, or where installing fails', async () => {
    expect(await findPrepared(installing, pullOf(bare), mirror, options)).toMatchObject({
      why: expect.stringContaining('no lock file') as string,
    });
    const broken = { ...installing, command: ['false'] };
    expect(await findPrepared(broken, pullOf(base), mirror, options)).toMatchObject({
      why: expect.stringContaining('could not be installed') as string,
    });
  });

  it('is the folder of the repository, in small letters too', async () => {
    const path = join(root, 'folders');
    mkdirSync(join(path, 'olga/proof'), { recursive: true });
    const found = await findPrepared({ kind: 'folder', path, images: '' }, pullOf(base), mirror, options);
    expect(found).toMatchObject({ folder: expect.stringMatching(/olga\/proof$/) as string });
  });
});

it('is described, and an image that cannot be used is named', async () => {
  const path = join(root, 'described');
  const described = () => describePrepared({ kind: 'folder', path, images: '' });
  await expect(described()).rejects.toMatchObject({ code: 'invalid-config' });
  mkdirSync(join(path, 'olga/one'), { recursive: true });
  await makeImage(join(path, 'olga/two.tar'), { layers: [[['x', '']]] });
  expect(await described()).toBe(`1 folders and 1 images in ${path}`);
  await makeImage(join(path, 'olga/three.tar'), { layers: [], architecture: 's390x' });
  await expect(described()).rejects.toMatchObject({
    message: 'The image olga/three.tar cannot be used',
    why: expect.stringContaining('s390x') as string,
  });
  expect(await describePrepared(installing)).toContain('for each lock file of a base');
});

it('a head is laid out byte by byte, with what is installed beside it, and without its attributes', async () => {
  const installed = join(root, 'installed');
  mkdirSync(join(installed, 'node_modules/left-pad'), { recursive: true });
  mkdirSync(join(installed, 'nowhere/node_modules'), { recursive: true });
  const laid = await layHead(mirror, head, installed, options);
  try {
    expect(readFileSync(join(laid.root, 'b.js'), 'utf8')).toBe('two\n');
    expect(readdirSync(laid.root).sort()).toEqual(
      [
        '.git',
        '.gitattributes',
        '.npmrc',
        'a.js',
        'b.js',
        'node_modules',
        'package-lock.json',
        'package.json',
      ].sort(),
    );
    expect(readdirSync(join(laid.root, 'node_modules'))).toEqual(['left-pad']);
  } finally {
    await laid.close();
  }
  expect(readdirSync(mirror)).toContain('HEAD');
});
