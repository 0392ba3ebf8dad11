import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageProblem } from '../../../src/finding/check-message.ts';
import { namesOf } from '../../../src/finding/names-of.ts';

const names = namesOf(`
async function loadUser(user_id: string) {
  const items = await db.query('select 1', user_id);
  for (let i = 0; i <= items.length; i++) if (items[i].status === 'paid') return items[i].price;
}`);

describe('messageProblem', () => {
  it.each([
    ['plain words', 'The loop reads one element behind the end of the list, so the last price is undefined.'],
    ['names of the code', 'With an empty list `items[i].price` throws a TypeError; use `i < items.length`.'],
    ['names without quotes', 'db.query is called with user_id before loadUser() has checked it.'],
    [
      'words of the language',
      'Without `await` the promise is never settled. `Number.isNaN` is not needed here.',
    ],
    ['what a string holds', "The branch for `status === 'refunded'` is never taken by any order."],
    ['an abbreviation', 'A list with no element, e.g. after a filter, ends in an exception.'],
    ['a question to nobody', 'Two requests at once both see the old value, and one of the writes is lost'],
  ])('lets pass %s', (_, text) => {
    expect(messageProblem(text, { names: new Set([...names, 'isNaN']) })).toBeUndefined();
  });

  it.each([
    ['nothing', '', 'shorter'],
    ['a word', 'Bug here.', 'shorter'],
    ['an essay', 'It fails. '.padEnd(401, 'x'), 'longer'],
    ['three sentences', 'The list is empty. The loop reads it. It throws.', 'sentences'],
    ['two lines', 'The list is empty.\nThe loop reads it.', 'line'],
    ['an open code span', 'The list in `items is empty here.', 'back quotes'],
    ['advice', 'Consider checking the list before reading it.', 'filler: consider'],
    ['advice in the middle', 'It is recommended to check the list before it is read.', 'filler'],
    ['a plea', 'Ensure that the list is not empty before it is read.', 'filler'],
    ['a reminder', 'Make sure the list is not empty before reading it.', 'filler'],
    ['a maybe', 'This could potentially lead to a crash of the server.', 'filler: could potentially'],
    ['a hint', 'You might want to check the list before it is read.', 'filler'],
    ['praise', 'Great use of a loop, the list is read to its end.', 'praise'],
    ['the change again', 'This change adds a loop over all elements of the list.', 'restates'],
    ['all clear', 'The loop over the list is correct and ends in time.', 'nothing is wrong'],
    ['a made-up name in back quotes', 'The value of `total` is lost when the list is empty.', 'names total'],
    [
      'a made-up name in camel case',
      'The value of userCount is lost when the list is empty.',
      'names userCount',
    ],
    ['a made-up name in snake case', 'The value of user_count is lost when it is empty.', 'names user_count'],
    ['a made-up member', 'The value of items.size is read, which is undefined.', 'names size'],
    ['a made-up function', 'The error of rollback() is lost when the list is empty.', 'names rollback'],
  ])('refuses %s', (_, text, why) => {
    expect(messageProblem(text, { names })).toContain(why);
  });

  it('takes names of filler words for what they are in code', () => {
    const text = 'With no entry `consider` is undefined and calling it throws.';
    expect(messageProblem(text, { names: new Set(['consider']) })).toBeUndefined();
  });

  it('never throws, and ends on long hostile text', () => {
    const part = fc.constantFrom(
      '`',
      '.',
      ' ',
      'a',
      'aB',
      '_',
      '(',
      ')',
      "'",
      '\n',
      'consider',
      'e.g.',
      '\u{1f600}',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 300 }), (parts) => {
        const problem = messageProblem(parts.join(''), { names });
        expect(problem === undefined || problem.length > 0).toBe(true);
      }),
      { numRuns: 1000, seed: 4 },
    );
    for (const unit of ['a.', 'a_', 'aA', '`', ' it', 'the change '])
      expect(messageProblem(unit.repeat(200_000), { names })).toContain('longer');
  });
});
