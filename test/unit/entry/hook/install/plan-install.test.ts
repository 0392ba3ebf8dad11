import { describe, expect, it } from 'vitest';
import type { HookFacts, InstallMethod } from '../../../../../src/entry/hook/install/hook-facts.ts';
import {
  planInstall,
  planUninstall,
  type Step,
  type WantedHooks,
} from '../../../../../src/entry/hook/install/plan-install.ts';
import { renderPlan } from '../../../../../src/entry/hook/install/render-plan.ts';

const bare: HookFacts = {
  gitVersion: [2, 39],
  hooksPath: undefined,
  ownHooks: '.git/hooks',
  husky: { isNamed: true, hasStubs: true },
  lefthookFile: undefined,
  preCommitFile: undefined,
  texts: new Map(),
  rewriters: [],
  usesLfs: false,
  isLinked: false,
  configHook: undefined,
  configWarm: undefined,
};

const plan = (facts: Partial<HookFacts>, method: InstallMethod, wanted: Partial<WantedHooks> = {}) =>
  planInstall({ ...bare, ...facts }, method, { strict: false, warm: false, ...wanted });

/** The files as they are after the steps. */
function applied(texts: ReadonlyMap<string, string>, steps: readonly Step[]): Map<string, string> {
  const files = new Map(texts);
  for (const step of steps) {
    if (step.kind !== 'write') continue;
    if (step.after === undefined) files.delete(step.path);
    else files.set(step.path, step.after);
  }
  return files;
}

describe('planInstall', () => {
  it('puts two lines before those of the husky hook that is there', () => {
    const texts = new Map([['hooks/pre-commit', 'npm test\n']]);
    const { steps, notes } = plan({ hooksPath: 'hooks/_', texts }, 'husky');
    expect(steps).toMatchObject([{ path: 'hooks/pre-commit', before: 'npm test\n' }]);
    const [step] = steps;
    expect(step?.kind === 'write' && step.after?.split('\n').slice(1)).toEqual([
      expect.stringMatching(
        /^command -v galley >\/dev\/null 2>&1 && ! git .* diff-index .*'\*\.py'.* && galley hook pre-commit \|\| :$/,
      ),
      'npm test',
      '',
    ]);
    expect(notes).toEqual([]);
  });

  it('makes a script of its own elsewhere, which finds what the project installed', () => {
    const { steps } = plan({}, 'hooks-path');
    expect(steps[0]).toMatchObject({ path: '.githooks/pre-commit', before: undefined });
    expect(steps[0]?.kind === 'write' && steps[0].after?.split('\n')).toMatchObject({
      0: '#!/bin/sh',
      2: 'PATH="./node_modules/.bin:$PATH"',
    });
    expect(steps[1]).toEqual({ kind: 'config', key: 'core.hooksPath', value: '.githooks' });
  });

  it('keeps the first line of a script first', () => {
    const texts = new Map([['ci/pre-commit', '#!/usr/bin/env bash\nset -e\nmake check\n']]);
    const { steps } = plan({ hooksPath: 'ci', texts }, 'hooks-path');
    const after = applied(texts, steps).get('ci/pre-commit') ?? '';
    expect(after.split('\n')[0]).toBe('#!/usr/bin/env bash');
    expect(after).toMatch(/\|\| :\nset -e\nmake check\n$/);
  });

  it('writes to the configuration of git only where git reads hooks there', () => {
    expect(() => plan({}, 'git-config')).toThrow(/git 2.39 knows no hooks/);
    expect(plan({ gitVersion: [2, 54] }, 'git-config').steps).toMatchObject([
      { key: 'hook.galley.event', value: 'pre-commit' },
      { key: 'hook.galley.command', value: 'galley hook pre-commit || :' },
    ]);
  });

  it('adds an entry to lefthook and to pre-commit, comments kept', () => {
    const texts = new Map([
      ['lefthook.yml', '# ours\npre-commit:\n  commands:\n    lint:\n      run: make lint # fast\n'],
      [
        '.pre-commit-config.yaml',
        'repos:\n  - repo: https://example.org/a\n    rev: v1\n    hooks:\n      - id: a\n',
      ],
    ]);
    const named = { texts, lefthookFile: 'lefthook.yml', preCommitFile: '.pre-commit-config.yaml' };
    const lefthook = applied(texts, plan(named, 'lefthook').steps).get('lefthook.yml');
    expect(lefthook).toContain('# ours');
    expect(lefthook).toContain('run: make lint # fast');
    expect(lefthook).toContain('galley hook pre-commit || :');
    const preCommit = applied(texts, plan(named, 'pre-commit').steps).get('.pre-commit-config.yaml');
    expect(preCommit).toContain('repo: https://example.org/a');
    expect(preCommit).toContain('id: galley');
  });

  it.each(
    (['husky', 'hooks-path', 'lefthook', 'pre-commit'] as const).flatMap((method) => [
      { method, warm: false },
      { method, warm: true },
    ]),
  )(
    '$method, warm $warm: installing twice changes nothing the second time, uninstalling takes it back',
    ({ method, warm }) => {
      const texts = new Map([
        ['.husky/pre-commit', 'npm test\n'],
        ['.githooks/pre-commit', '#!/bin/sh\nmake\n'],
        ['lefthook.yml', 'pre-commit:\n  commands:\n    lint:\n      run: make lint\n'],
        ['.pre-commit-config.yaml', 'repos:\n  - repo: local\n    hooks:\n      - id: mine\n'],
      ]);
      const facts = { texts, lefthookFile: 'lefthook.yml', preCommitFile: '.pre-commit-config.yaml' };
      const once = applied(texts, plan(facts, method, { warm }).steps);
      expect(once).not.toEqual(texts);
      const again = plan({ ...facts, texts: once }, method, { warm }).steps;
      expect(again.filter(({ kind }) => kind === 'write')).toEqual([]);
      expect(applied(once, planUninstall({ ...bare, ...facts, texts: once }))).toEqual(texts);
    },
  );

  it('asks ahead after a commit where that is wanted, without being waited for', () => {
    const { steps, notes } = plan({ hooksPath: 'hooks/_' }, 'husky', { warm: true });
    const [, after] = [...applied(new Map(), steps)].find(([path]) => path === 'hooks/post-commit') ?? [];
    expect(after?.split('\n')[1]).toBe(
      'command -v galley >/dev/null 2>&1 && (galley hook post-commit </dev/null >/dev/null 2>&1 &) || :',
    );
    expect(notes.join()).toContain('10 minutes at most');
    expect(plan({ gitVersion: [2, 54] }, 'git-config', { warm: true }).steps.slice(2)).toEqual([
      { kind: 'config', key: 'hook.galley-warm.event', value: 'post-commit' },
      { kind: 'config', key: 'hook.galley-warm.command', value: 'galley hook post-commit || :' },
    ]);
  });

  it('adds it to a hook that is installed already, and leaves it there later', () => {
    const once = applied(new Map(), plan({}, 'pre-commit').steps);
    const facts = { texts: once, preCommitFile: '.pre-commit-config.yaml' };
    const warm = applied(once, plan(facts, 'pre-commit', { warm: true }).steps);
    expect([...warm.values()].join().match(/id: galley(?:-warm)?$/gm)).toEqual([
      'id: galley',
      'id: galley-warm',
    ]);
    expect(plan({ ...facts, texts: warm }, 'pre-commit').steps).toEqual([]);
  });

  it('deletes a script that holds nothing else, and what it configured', () => {
    const once = applied(new Map(), plan({}, 'hooks-path').steps);
    expect(applied(once, planUninstall({ ...bare, texts: once }))).toEqual(new Map());
    expect(planUninstall({ ...bare, configHook: 'galley hook pre-commit || :' })).toHaveLength(2);
  });

  it('lets the exit code count only when asked', () => {
    const { steps } = plan({}, 'husky', { strict: true });
    expect(steps[0]?.kind === 'write' && steps[0].after).toMatch(/galley hook pre-commit --strict; fi\n$/);
  });

  it('tells what stands in the way', () => {
    const { notes } = plan(
      {
        hooksPath: 'hooks/_',
        husky: { isNamed: true, hasStubs: false },
        isLinked: true,
        usesLfs: true,
        rewriters: ['lint-staged'],
        texts: new Map([['.git/hooks/pre-commit', '#!/bin/sh\nmake\n']]),
      },
      'husky',
    );
    expect(notes.join('\n')).toMatch(
      /missing in this worktree[^]*git-lfs[^]*\.git\/hooks\/pre-commit is there too[^]*lint-staged/,
    );
    expect(plan({ husky: { isNamed: false, hasStubs: false } }, 'husky').notes[0]).toContain('npx husky');
  });
});

it('shows what comes and goes', () => {
  const steps: Step[] = [
    { kind: 'write', path: 'hooks/pre-commit', before: 'a\nb\n', after: 'x\na\nb\n', isExecutable: true },
    { kind: 'config', key: 'core.hooksPath', value: '.githooks' },
  ];
  expect(renderPlan(steps, ['mind the gap'], { color: false, width: 80 })).toBe(
    '  hooks/pre-commit (changed)\n    + x\n  git config core.hooksPath = .githooks\nnote: mind the gap\n',
  );
});
