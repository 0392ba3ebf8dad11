import { expect, test } from 'vitest';
import { usableMemory } from '../../../../src/entry/cli/usable-memory.ts';

test('what Linux and Windows call free is free', () => {
  expect(usableMemory('linux', 3e9, 16e9)).toBe(3e9);
  expect(usableMemory('win32', 3e9, 16e9)).toBe(3e9);
});

test('a Mac calls almost nothing free: a share of the whole counts', () => {
  expect(usableMemory('darwin', 2e8, 16e9)).toBe(12e9);
  expect(usableMemory('darwin', 15e9, 16e9)).toBe(15e9);
});
