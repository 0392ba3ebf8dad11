import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { surveyHooks } from '../../../../src/entry/hook/install/survey-hooks.ts';

function repository(files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'survey-'));
  execFileSync('git', ['init', '-q', '-b', 'main'], { cwd: root });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const survey = (root: string) => surveyHooks(root, { env: process.env });

describe('surveyHooks', () => {
  it.each([
    ['package.json', '{ "devDependencies": { "lint-staged": "16" } }', ['lint-staged']],
    [
      '.pre-commit-config.yaml',
      'repos:\n- repo: https://github.com/psf/black\n  hooks: [{ id: black }]\n',
      ['psf/black'],
    ],
    ['.pre-commit-config.yaml', 'repos:\n- hooks: [{ id: ruff-format }]\n', ['ruff-format']],
    ['lefthook.yml', 'pre-commit:\n  jobs:\n    - run: x\n      stage_fixed: true\n', ['stage_fixed']],
    ['.husky/pre-commit', 'npx pretty-quick --staged\n', ['pretty-quick']],
    ['.pre-commit-config.yaml', 'repos:\n- hooks: [{ id: check-yaml }]\n', []],
  ])('finds in %s what rewrites staged files: %s', async (path, text, rewriters) => {
    expect((await survey(repository({ [path]: text }))).rewriters).toEqual(rewriters);
  });

  it('sees attributes of git-lfs, and a linked working tree', async () => {
    const root = repository({ '.gitattributes': '*.bin filter=lfs diff=lfs\n' });
    execFileSync('git', ['commit', '-q', '--allow-empty', '-m', 'x'], { cwd: root });
    expect(await survey(root)).toMatchObject({ usesLfs: true, isLinked: false });
    const linked = `${root}-linked`;
    execFileSync('git', ['worktree', 'add', '-q', linked], { cwd: root });
    expect(await survey(linked)).toMatchObject({ usesLfs: false, isLinked: true });
  });
});
