import { expect, test } from 'vitest';
import { hangText } from '../../../src/report/hang-text.ts';

test('further lines begin below the end of the start, however many characters that has', () => {
  const painted = '\u001b[31mFAIL\u001b[39m  ';
  expect(hangText('There is no model server at this address.', painted, 6, 30)).toEqual([
    `${painted}There is no model server`,
    '      at this address.',
  ]);
});

test('what somebody may copy stays whole, also where it is wider than what is left', () => {
  const address = 'https://models.example.invalid:11434/v1';
  expect(hangText(`See ${address} now`, '- ', 2, 30)).toEqual(['- See', `  ${address}`, '  now']);
});
