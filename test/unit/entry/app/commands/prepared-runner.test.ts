import { describe, expect, it } from 'vitest';
import { readPreparedRunner } from '../../../../../src/entry/app/commands/prepared-runner.ts';

const folders = { runners: '/data/runners', images: '/data/images' };

describe('a prepared runner', () => {
  it.each([
    [{}, undefined],
    [{ GALLEY_RUNNER: '' }, undefined],
    [{ GALLEY_RUNNER: '/srv/runners' }, { kind: 'folder', path: '/srv/runners', images: '/data/images' }],
    [
      { GALLEY_RUNNER_INSTALL: ' npm  ci ' },
      { kind: 'install', command: ['npm', 'ci'], folder: '/data/runners' },
    ],
  ])('%j', (env, expected) => {
    expect(readPreparedRunner(env, folders)).toEqual(expected);
  });

  it.each([{ GALLEY_RUNNER: 'runners' }, { GALLEY_RUNNER: '/srv', GALLEY_RUNNER_INSTALL: 'npm ci' }])(
    '%j is refused',
    (env) => {
      expect(() => readPreparedRunner(env, folders)).toThrow(/GALLEY_RUNNER/);
    },
  );
});
