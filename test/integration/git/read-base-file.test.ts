import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBaseFile } from '../../../src/git/read-base-file.ts';
import { readBaseFolder } from '../../../src/git/read-base-folder.ts';
import { makeRepository, type TestRepository } from './make-repository.ts';

function gitOf(repository: TestRepository, folder = '') {
  const processes: string[] = [];
  const cwd = join(repository.root, folder);
  return {
    cwd,
    env: process.env,
    processes,
    onProcess: (args: readonly string[]) => processes.push(args.join(' ')),
  };
}

/** A base with these files, and a head and working tree that say otherwise. */
function movedOn(files: Readonly<Record<string, string | Buffer>>) {
  const repository = makeRepository();
  const base = repository.commit({ 'sub/a.ts': 'a\n', ...files });
  repository.commit(Object.fromEntries(Object.keys(files).map((path) => [path, 'of the head\n'])));
  return { repository, base };
}

describe('a file of the base', () => {
  test('has the text of the base, from any folder', async () => {
    const { repository, base } = movedOn({ '.galley.yml': 'failOn: info\n' });
    for (const folder of ['', 'sub']) {
      const git = gitOf(repository, folder);
      expect(await readBaseFile(base, '.galley.yml', 'it', git)).toBe('failOn: info\n');
      expect(git.processes).toHaveLength(2);
    }
  });

  test('that is not there costs one process', async () => {
    const { repository, base } = movedOn({});
    repository.commit({ '.galley.yml': 'x\n' });
    const git = gitOf(repository);
    expect(await readBaseFile(base, '.galley.yml', 'it', git)).toBeUndefined();
    expect(git.processes).toHaveLength(1);
  });

  test.each([
    ['too large', 'x'.repeat(262_145), 'at most'],
    ['not UTF-8', Buffer.from([0xff]), 'UTF-8'],
  ])('that is %s is refused', async (_, content, why) => {
    const { repository, base } = movedOn({ '.galley.yml': content });
    await expect(readBaseFile(base, '.galley.yml', 'it', gitOf(repository))).rejects.toMatchObject({
      code: 'invalid-config',
      why: expect.stringContaining(why) as string,
    });
  });

  test('that is a link or a folder is refused', async () => {
    const repository = makeRepository();
    symlinkSync('/etc/passwd', join(repository.root, '.galley.yml'));
    const linked = repository.commit({ 'a.ts': 'a\n' });
    const refused = { code: 'invalid-config' };
    await expect(readBaseFile(linked, '.galley.yml', 'it', gitOf(repository))).rejects.toMatchObject(refused);
    const folder = makeRepository();
    const id = folder.commit({ '.galley.yml/x': 'x\n' });
    await expect(readBaseFile(id, '.galley.yml', 'it', gitOf(folder))).rejects.toMatchObject(refused);
  });
});

describe('a folder of the base', () => {
  const wants = (path: string): boolean => path.endsWith('.yml');

  test('has the texts of the base, by name; what is not read is named', async () => {
    const repository = makeRepository();
    repository.write('.galley/rules/b.yml', 'b\n');
    repository.write('.galley/rules/a.yml', 'ä\n');
    repository.write('.galley/rules/notes.md', 'no rule\n');
    repository.write('.galley/rules/deeper.yml/c.yml', 'c\n');
    repository.write('.galley/rules/large.yml', 'x'.repeat(262_145));
    repository.write('.galley/rules/latin.yml', Buffer.from([0xff]));
    symlinkSync('/etc/passwd', join(repository.root, '.galley/rules/link.yml'));
    const base = repository.commit({ 'sub/x.ts': 'x\n' });
    repository.commit({ '.galley/rules/a.yml': 'of the head\n', '.galley/rules/new.yml': 'new\n' });
    const git = gitOf(repository, 'sub');
    const found = await readBaseFolder(base, '.galley/rules', wants, git);
    expect(found.files).toEqual([
      { path: '.galley/rules/a.yml', text: 'ä\n' },
      { path: '.galley/rules/b.yml', text: 'b\n' },
    ]);
    expect(found.unread.map(({ path, why }) => `${path} ${why}`)).toEqual([
      '.galley/rules/deeper.yml it is a folder',
      '.galley/rules/large.yml it is missing or too large',
      '.galley/rules/latin.yml it is not UTF-8 text',
      '.galley/rules/link.yml it is a symbolic link',
    ]);
    expect(git.processes).toHaveLength(2);
  });

  test('that is not there, or is a file, holds nothing', async () => {
    const { repository, base } = movedOn({ '.galley/rules': 'a file\n' });
    for (const folder of ['.galley/rules', 'none'])
      expect(await readBaseFolder(base, folder, wants, gitOf(repository))).toEqual({ files: [], unread: [] });
  });
});
