import { describe, expect, it } from 'vitest';
import { chooseSelection } from '../../../../src/entry/cli/choose-selection.ts';

describe('chooseSelection', () => {
  it.each([
    [[], {}, { selection: { kind: 'auto' }, paths: [] }],
    [['src', 'a.ts'], { staged: true }, { selection: { kind: 'staged' }, paths: ['src', 'a.ts'] }],
    [
      ['main...topic', 'src'],
      {},
      { selection: { kind: 'range', base: 'main', head: 'topic' }, paths: ['src'] },
    ],
    [['main...'], {}, { selection: { kind: 'range', base: 'main', head: 'HEAD' } }],
    [['../lib', './a..b/..'], {}, { selection: { kind: 'auto' } }],
    [[], { diff: '-' }, { from: 'diff', file: '-' }],
  ])('%j with %j', (operands, flags, chosen) => {
    expect(chooseSelection(operands, flags)).toMatchObject(chosen);
  });

  it.each([
    [['a...b'], { staged: true }],
    [[], { base: 'main', commit: 'abc' }],
    [['a.ts'], { diff: 'x.diff' }],
  ])('refuses two changes at once: %j with %j', (operands, flags) => {
    expect(() => chooseSelection(operands, flags)).toThrow(/can't be used together/);
  });

  it('tells a range with two dots how to be one', () => {
    expect(() => chooseSelection(['main..topic'], {})).toThrow(
      expect.objectContaining({ code: 'invalid-usage', todo: 'galley review main...topic' }) as Error,
    );
  });
});
