import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../../bench/docs/document-function.ts';
import { tallySample } from '../../../../bench/docs/read-sample.ts';
import { proseHash, readVerdicts, wrongStatements } from '../../../../bench/docs/verdicts.ts';
import type { DocProse } from '../../../../src/docstring/prose.ts';

const prose: DocProse = {
  summary: 'Limits a rate.',
  params: { rate: 'any' },
  returns: 'the rate',
  throws: [],
};
const outcome = (id: string, said: DocProse | undefined): Outcome => ({
  id,
  path: 'a.ts',
  prose: said,
  reason: '',
  isUnproved: false,
  text: '',
  insertion: undefined,
});

describe('the read sample', () => {
  it.each(['design', 'aside'] as const)('has 50 functions in its half %s, each of them once', (half) => {
    const ids = readVerdicts(half).map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([50, 50]);
  });

  it('has no function in both halves', () => {
    const design = new Set(readVerdicts('design').map(({ id }) => id));
    expect(readVerdicts('aside').filter(({ id }) => design.has(id))).toEqual([]);
  });

  it('counts a doc as wrong when a statement that was written is', () => {
    const verdict = { id: 'x', said: proseHash(prose), wrong: { 'params.rate': 'not negative' } };
    expect(wrongStatements(prose, verdict).map(({ text }) => text)).toEqual(['any']);
    expect(wrongStatements({ ...prose, params: {} }, verdict)).toEqual([]);
  });

  it('does not judge what was said anew', () => {
    const [first] = readVerdicts('design');
    const said = new Map([[first?.id ?? '', prose]]);
    const run = {
      manner: 'truth filter' as const,
      outcomes: [outcome(first?.id ?? '', prose)],
      complaints: new Map(),
    };
    expect(
      tallySample([run], said).map(({ half, read, written, unread }) => [half, read, written, unread]),
    ).toEqual([
      ['design', 0, 0, 50],
      ['aside', 0, 0, 50],
    ]);
  });
});
