import { expect, it } from 'vitest';
import { createBodyHold } from '../../../../../src/entry/app/intake/body-hold.ts';

it('ends the largest body when all together are too large', () => {
  const hold = createBodyHold(100);
  const ended: string[] = [];
  const large = hold.open(() => ended.push('large'));
  const small = hold.open(() => ended.push('small'));
  large.grow(90);
  small.grow(10);
  expect(ended).toEqual([]);
  small.grow(1);
  expect(ended).toEqual(['large']);
  expect(hold.bytes).toBe(11);
  // What was ended counts no more, whatever its connection still says.
  large.grow(1000);
  expect(hold.bytes).toBe(11);
  small.release();
  small.release();
  expect(hold.bytes).toBe(0);
});

it('ends a body that is too large alone', () => {
  const hold = createBodyHold(100);
  let isEnded = false;
  hold.open(() => (isEnded = true)).grow(101);
  expect(isEnded).toBe(true);
  expect(hold.bytes).toBe(0);
});
