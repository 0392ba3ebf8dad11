import { expect, test } from 'vitest';
import { nearestNames } from '../../../src/git/resolve-commit.ts';

const names = ['main', 'maint', 'origin/main', 'origin/release', 'upstream/release', 'v1.0.0'];

test.each([
  ['mian', ['main']],
  ['release', ['origin/release', 'upstream/release']],
  ['v1.0.1', ['v1.0.0']],
  ['something-else', []],
  ['x', []],
])('%s', (ref, near) => {
  expect(nearestNames(ref, names)).toEqual(near);
});
