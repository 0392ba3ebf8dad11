import { expect, it } from 'vitest';
import { takeTurns } from '../../../../src/github/client/take-turns.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when it is told to. */
function work(log: string[], name: string) {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { end: () => end(), run: async () => (log.push(name), await ended, name) };
}

it('no more at the same time than there are places, in the order in which they came', async () => {
  const log: string[] = [];
  const inTurn = takeTurns(2);
  const all = ['a', 'b', 'c', 'd'].map((name) => work(log, name));
  const done = Promise.all(all.map(({ run }) => inTurn(run)));
  await tick();
  expect(log).toEqual(['a', 'b']);
  all[1]?.end();
  await tick();
  expect(log).toEqual(['a', 'b', 'c']);
  for (const { end } of all) end();
  expect(await done).toEqual(['a', 'b', 'c', 'd']);
});

it('who fails takes no place', async () => {
  const log: string[] = [];
  const inTurn = takeTurns(1);
  const first = work(log, 'first');
  const running = inTurn(first.run);
  const failing = inTurn(() => Promise.reject(new Error('no')));
  first.end();
  await running;
  await expect(failing).rejects.toThrow('no');
  const last = work(log, 'last');
  last.end();
  expect(await inTurn(last.run)).toBe('last');
  expect(log).toEqual(['first', 'last']);
});
