import { expect, it } from 'vitest';
import { problemsOf, readAll } from '../../../../../src/entry/app/settings/read-all.ts';
import { GalleyError, isGalleyError } from '../../../../../src/errors.ts';

const fails = (what: string) => () => {
  throw new GalleyError('unreadable-file', { what, todo: `mend ${what}` });
};
const errorOf = async (work: Promise<unknown>): Promise<GalleyError> => {
  const error = await work.catch((reason: unknown) => reason);
  if (!isGalleyError(error)) throw error as Error;
  return error;
};

it('gives what was read', async () => {
  expect(await readAll({ a: () => 1, b: async () => 'two' })).toEqual({ a: 1, b: 'two' });
});

it('throws one problem as it is, and several together with their remedies', async () => {
  const one = await errorOf(readAll({ a: fails('A'), b: () => 1 }));
  expect([one.code, one.message]).toEqual(['unreadable-file', 'A']);
  const all = await errorOf(readAll({ a: fails('A'), in: () => readAll({ b: fails('B'), c: fails('C') }) }));
  expect(all.message).toBe('3 things are missing or wrong');
  expect(all.why).toBe('- A.\n  mend A\n- B.\n  mend B\n- C.\n  mend C');
  expect(problemsOf(all).map(({ message }) => message)).toEqual(['A', 'B', 'C']);
});

it('fits a terminal of 80 columns, and breaks no word that is to be copied', async () => {
  const long = `${'word '.repeat(40)}/${'x'.repeat(90)}`;
  const { why } = await errorOf(readAll({ a: fails(long), b: fails('B') }));
  const [path = '', ...others] = why.split('\n').sort((a, b) => b.length - a.length);
  expect(path).toContain('x'.repeat(90));
  expect(others.filter((line) => line.length > 80 && !line.includes('x'.repeat(90)))).toEqual([]);
  expect(others.length).toBeGreaterThan(4);
});

it('hides no fault of our own among them', async () => {
  const bug = () => {
    throw new TypeError('bug');
  };
  await expect(readAll({ a: fails('A'), b: bug })).rejects.toThrow(TypeError);
});
