import { describe, expect, it } from 'vitest';
import { chooseDocs } from '../../../../src/entry/docs/choose-scope.ts';

describe('chooseDocs', () => {
  it.each([
    [[], {}, { action: 'check', scope: { kind: 'paths', paths: [] } }],
    [['src'], { write: true }, { action: 'write', scope: { kind: 'paths', paths: ['src'] } }],
    [[], { staged: true, diff: true }, { action: 'diff', scope: { kind: 'staged' } }],
    [[], { base: 'main' }, { action: 'check', scope: { kind: 'base', ref: 'main' } }],
    [[], { warm: true }, { action: 'warm', scope: { kind: 'paths', paths: [] } }],
  ] as const)('%j %j', (paths, flags, chosen) => {
    expect(chooseDocs(paths, flags)).toEqual(chosen);
  });

  it.each([
    [[], { check: true, write: true }, '--check and --write', 'galley docs --check'],
    [[], { staged: true, base: 'main' }, '--staged and --base', 'galley docs --staged'],
    [['a.ts'], { base: 'main' }, '--base and paths', 'galley docs --base REF'],
    [['a.ts'], { staged: true }, '--staged and paths', 'galley docs --staged'],
    [['a.ts'], { undo: true }, '--undo and paths', 'galley docs --undo'],
    [[], { warm: true, staged: true }, '--warm and --staged', 'galley docs --warm'],
  ] as const)('refuses %j %j', (paths, flags, what, todo) => {
    expect(() => chooseDocs(paths, flags)).toThrow(
      expect.objectContaining({
        code: 'invalid-usage',
        message: expect.stringContaining(`${what} can't be used together`) as string,
        todo,
      }) as Error,
    );
  });
});
