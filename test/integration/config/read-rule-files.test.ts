import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOperatorRules, readRepositoryRules } from '../../../src/config/read-rule-files.ts';

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'galley-rules-'));
}

function withRules(files: Readonly<Record<string, string | Buffer>>): string {
  const root = folder();
  mkdirSync(join(root, '.galley/rules'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, '.galley/rules', name), text);
  return root;
}

describe('readRepositoryRules', () => {
  it('reads YAML files by name', async () => {
    const root = withRules({ 'b.yaml': 'b', 'a.yml': 'a', 'README.md': 'no rule' });
    expect(await readRepositoryRules(root)).toEqual({
      files: [
        { path: '.galley/rules/a.yml', text: 'a', origin: 'repository' },
        { path: '.galley/rules/b.yaml', text: 'b', origin: 'repository' },
      ],
      problems: [],
    });
  });

  it('finds none where there is no folder', async () => {
    expect(await readRepositoryRules(folder())).toEqual({ files: [], problems: [] });
  });

  it('follows no link, neither of a file nor of the folder', async () => {
    const outside = withRules({ 'a.yml': 'secret' });
    const root = withRules({ 'good.yml': 'good' });
    symlinkSync(join(outside, '.galley/rules/a.yml'), join(root, '.galley/rules/link.yml'));
    const { files, problems } = await readRepositoryRules(root);
    expect(files.map((file) => file.text)).toEqual(['good']);
    expect(problems).toEqual([
      { origin: 'repository', where: '.galley/rules/link.yml', text: 'it is a symbolic link' },
    ]);
    const linked = folder();
    symlinkSync(join(outside, '.galley'), join(linked, '.galley'));
    expect(await readRepositoryRules(linked)).toMatchObject({
      files: [],
      problems: [{ text: 'it is not a folder' }],
    });
  });

  it('goes on behind a file that is no text', async () => {
    const root = withRules({ 'a.yml': Buffer.from([0xff, 0xfe]), 'b.yml': 'b' });
    const { files, problems } = await readRepositoryRules(root);
    expect(files.map((file) => file.text)).toEqual(['b']);
    expect(problems.map(({ where, text }) => `${where}: ${text}`)).toEqual([
      '.galley/rules/a.yml: it is not UTF-8 text',
    ]);
  });
});

describe('readOperatorRules', () => {
  it('follows links and needs the folder', async () => {
    const outside = withRules({ 'a.yml': 'a' });
    const own = folder();
    symlinkSync(join(outside, '.galley/rules/a.yml'), join(own, 'link.yml'));
    const { files } = await readOperatorRules(own);
    expect(files).toEqual([{ path: `${own}/link.yml`, text: 'a', origin: 'operator' }]);
    await expect(readOperatorRules(join(own, 'nowhere'))).rejects.toMatchObject({ code: 'invalid-config' });
  });
});
