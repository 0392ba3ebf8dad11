import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkProse, type CheckedProse } from '../../../src/docstring/check-prose.ts';
import type { Declaration } from '../../../src/docstring/declaration.ts';
import { findIdentifiers } from '../../../src/docstring/find-identifiers.ts';
import { isWordOf, wordsOfName } from '../../../src/docstring/name-words.ts';
import type { DocProse } from '../../../src/docstring/prose.ts';
import { splitSentences } from '../../../src/docstring/split-sentences.ts';
import { hostileText } from './hostile-prose.ts';
import { makeDeclaration, makeProse, parameter } from './make-declaration.ts';

const known = new Set(['Store', 'loadAll', 'max_size', 'null', 'retries']);
const code = 'function clampRate(rate, most) { return retry(5, "foo_bar", () => Math.min(rate, most)); }';

function check(prose: Partial<DocProse>, declaration: Partial<Declaration> = {}): CheckedProse {
  return checkProse(makeProse(prose), makeDeclaration(declaration), { known, code });
}

describe('checkProse: the summary', () => {
  it.each([
    ['Limits a rate to an upper bound.'],
    ['Uses `loadAll` and max_size of the Store.'],
    ['Reads JavaScript, e.g. from GitHub.'],
    ['Retries at most `5` times, then gives up with "foo_bar".'],
    ['ClampRate never goes above the bound.'],
  ])('keeps %j', (summary) => {
    expect(check({ summary }).prose?.summary).toBe(summary);
  });

  it.each([
    ['Calls `saveAll` at the end.', 'there is no saveAll'],
    ['Calls saveAll() at the end.', 'there is no saveAll'],
    ['Calls userStore at the end.', 'there is no userStore'],
    ['Reads the max_depth of a tree.', 'there is no max_depth'],
    ['Wraps a FileStore for tests.', 'there is no FileStore'],
    ['Calls Store.drop for tests.', 'there is no drop'],
    ['Clamps the rate.', 'it says no more than the name'],
    ['Clamping rates.', 'it says no more than the name'],
    ['A helper function.', 'it says no more than the name'],
    ['This function handles various data efficiently.', 'it says no more than the name'],
    ['I limit a rate to a bound.', 'the model speaks of itself'],
    ['As an AI model, a bound is set.', 'the model speaks of itself'],
    ['Lets you limit a rate.', 'it is in the wrong person'],
    ['Is this the upper bound?', 'it asks'],
    ['Probably limits something to a bound.', 'it guesses'],
    ['TODO describe the bound.', 'it says nothing yet'],
    ['N/A', 'the summary is empty'],
    ['x'.repeat(300), 'the summary is too long'],
  ])('has nothing to say with %j', (summary, reason) => {
    expect(check({ summary })).toEqual({ prose: undefined, reason, left: [] });
  });

  it('does not say that something comes back where nothing does', () => {
    const summary = 'Returns the upper bound.';
    expect(check({ summary }, { returns: 'nothing' }).reason).toBe('it returns nothing');
    expect(check({ summary }).prose).toBeDefined();
  });

  it.each([
    ['This function computes a bound.', 'Computes a bound.'],
    ['The method is used to compute a bound.', 'Compute a bound.'],
    ['A utility function that computes a bound.', 'Computes a bound.'],
    ['This class of functions is bounded.', 'This class of functions is bounded.'],
  ])('begins %j at its verb', (summary, expected) => {
    expect(check({ summary }).prose?.summary).toBe(expected);
  });

  it('keeps the first of several sentences', () => {
    const first = 'Limits a rate to a bound.';
    const { prose, left } = check({ summary: `${first} It is never negative.` });
    expect(prose?.summary).toBe(first);
    expect(left).toEqual(['summary: only its first sentence is kept']);
  });
});

describe('checkProse: the parts', () => {
  const declaration = {
    parameters: [parameter('rate'), parameter('', { properties: ['depth'] })],
    throws: ['RangeError'],
  };

  it('keeps what the declaration has', () => {
    const parts = {
      params: { rate: 'not negative', depth: 'of nesting' },
      returns: 'the smaller one',
      throws: [{ type: 'RangeError', text: 'when it is negative' }],
    };
    const { prose, left } = check(parts, declaration);
    expect(prose).toEqual(makeProse(parts));
    expect(left).toEqual([]);
  });

  it('leaves out what it does not have', () => {
    const { prose, left } = check(
      {
        params: { rate: 'not negative', most: 'upper bound', depth: 'given to saveAll' },
        returns: 'the smaller one',
        throws: [{ type: 'OSError', text: 'when it is negative' }],
      },
      { ...declaration, returns: 'nothing' },
    );
    expect(prose).toEqual(makeProse({ params: { rate: 'not negative' } }));
    expect(left).toEqual([
      'most: it has no such parameter',
      'depth: there is no saveAll',
      'returns: it returns nothing',
      'throws OSError: it throws no such thing',
    ]);
  });

  it('keeps a list whole when one of its entries tells something, else leaves it out', () => {
    const params = { rate: 'the rate', depth: 'the depth' };
    expect(check({ params }, declaration).prose?.params).toEqual({});
    const telling = { rate: 'the rate', depth: 'levels of nesting' };
    expect(check({ params: telling }, declaration).prose?.params).toEqual(telling);
  });

  it.each(['The result.', 'None', 'The clamped rate.', 'does not return anything'])(
    'says nothing of a result that is %j',
    (returns) => {
      expect(check({ returns }).prose?.returns).toBe('');
    },
  );

  it('a generator has a result, a class has none', () => {
    const returns = 'each line';
    expect(check({ returns }, { returns: 'nothing', yields: true }).prose?.returns).toBe(returns);
    expect(check({ returns }, { kind: 'class' }).prose?.returns).toBe('');
  });

  it('names a type of error once', () => {
    const throws = [
      { type: 'RangeError', text: 'when it is negative' },
      { type: 'RangeError', text: 'when it is too large' },
    ];
    expect(check({ throws }, declaration).prose?.throws).toEqual(throws.slice(0, 1));
  });

  it('only ever takes away, and has no more to say about what it left', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (summary, text) => {
        const throws = [{ type: 'RangeError', text }];
        const { prose, reason } = check(
          { summary, params: { rate: text }, returns: text, throws },
          declaration,
        );
        expect(prose === undefined).toBe(reason !== '');
        if (prose !== undefined) {
          expect(checkProse(prose, makeDeclaration(declaration), { known, code })).toEqual({
            prose,
            reason: '',
            left: [],
          });
        }
      }),
      { numRuns: 500, seed: 29 },
    );
  });
});

describe('words', () => {
  it.each([
    ['Calls `a.b(c)` and `"text"` of `--flag 5`', ['a', 'b', 'c']],
    ['Holds __init__, $scope and std::vec', ['__init__', '$scope', 'std', 'vec']],
    ['Runs on Node.js 1.5 in iOS at https://a.example/fooBar', []],
    ['Runs parse(text) once (see below)', ['parse']],
    ['A plain Sentence about JSON and URLs', []],
  ])('names in %j', (sentence, names) => {
    expect(findIdentifiers(sentence)).toEqual(names);
  });

  it('takes a name apart', () => {
    expect(wordsOfName('parseHTTPHeader_v2')).toEqual(['parse', 'http', 'header', 'v', '2']);
    expect(isWordOf('caching', ['cache'])).toBe(true);
    expect(isWordOf('configuration', ['config'])).toBe(true);
    expect(isWordOf('bound', ['rate'])).toBe(false);
  });

  it('loses nothing between sentences', () => {
    expect(splitSentences('Is e.g. This. One! `a` is? 2. x')).toEqual([
      'Is e.g. This.',
      'One!',
      '`a` is?',
      '2. x',
    ]);
    fc.assert(
      fc.property(hostileText, (text) => {
        const line = text.replace(/\s+/g, ' ').trim();
        expect(splitSentences(line).join(' ')).toBe(line);
      }),
      { numRuns: 300, seed: 31 },
    );
  });
});
