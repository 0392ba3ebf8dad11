import { describe, expect, it } from 'vitest';
import { createTokenCheck } from '../../../../../src/entry/app/operator/create-token-check.ts';

const token = 'correct horse battery staple';

function opened() {
  let time = 1_000_000;
  const operator = createTokenCheck(token, () => time);
  const guess = (times: number, from = 'a') =>
    Array.from({ length: times }, () => operator.check('guess', from));
  return { operator, guess, pass: (ms: number) => (time += ms) };
}

describe('createTokenCheck', () => {
  it('knows the token, and nothing near it', () => {
    const { operator } = opened();
    expect(operator.check(token, 'a')).toBe('right');
    const wrong = [undefined, '', token.slice(1), `${token} `, token.toUpperCase(), 'é', '\ud800'];
    for (const given of wrong) expect(operator.check(given, String(given))).toBe('wrong');
  });

  it('is slow with wrong ones after ten of them, for a minute, and never with the right one', () => {
    const { operator, guess, pass } = opened();
    expect(new Set(guess(10))).toEqual(new Set(['wrong']));
    expect(operator.check('guess', 'a')).toBe('slow');
    expect(operator.check(undefined, 'a')).toBe('slow');
    expect(operator.secondsLeft('a')).toBe(60);
    expect(operator.check(token, 'a')).toBe('right');
    expect(operator.check('guess', 'b')).toBe('wrong');
    pass(59_999);
    expect(operator.check('guess', 'a')).toBe('slow');
    pass(1);
    expect(operator.check('guess', 'a')).toBe('wrong');
  });

  it('forgets wrong ones after a minute, and when the clock goes back', () => {
    const { operator, guess, pass } = opened();
    guess(9);
    pass(60_000);
    guess(10);
    expect(operator.check('guess', 'a')).toBe('slow');
    pass(-3_600_000);
    expect(operator.check('guess', 'a')).toBe('wrong');
  });

  it('remembers a bounded number of addresses', () => {
    const { operator, guess } = opened();
    guess(10, 'first');
    expect(operator.check('guess', 'first')).toBe('slow');
    for (let index = 0; index < 10_000; index++) guess(1, String(index));
    expect(operator.check('guess', 'first')).toBe('wrong');
  });
});
