import { describe, expect, it } from 'vitest';
import { statementsOf, withoutStatements } from '../../../src/docstring/statements.ts';
import { makeProse } from './make-declaration.ts';

const prose = makeProse({
  summary: 'Limits a rate.',
  params: { rate: 'not negative', most: 'upper bound' },
  returns: 'the smaller one',
  throws: [{ type: 'RangeError', text: 'when it is negative' }],
});

describe('statements', () => {
  it('come in the order of reading, without what is empty', () => {
    expect(statementsOf(prose).map(({ part, name }) => `${part} ${name}`.trim())).toEqual([
      'summary',
      'params rate',
      'params most',
      'returns',
      'throws RangeError',
    ]);
    expect(statementsOf(makeProse({ summary: 'Limits.' }))).toHaveLength(1);
  });

  it('can be taken away one by one; without its summary nothing is left', () => {
    const [summary, rate, , returns, throws] = statementsOf(prose);
    expect(withoutStatements(prose, [rate!, returns!, throws!])).toEqual({
      summary: 'Limits a rate.',
      params: { most: 'upper bound' },
      returns: '',
      throws: [],
    });
    expect(withoutStatements(prose, [summary!])).toBeUndefined();
    expect(withoutStatements(prose, [])).toEqual(prose);
  });
});
