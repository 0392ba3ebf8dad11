import { expect, it } from 'vitest';
import { lazyModel } from '../../../../src/entry/cli/lazy-model.ts';
import { scriptedModel } from '../../../ports/scripted-model.ts';

const never = new AbortController().signal;

it('opens once for callers that come at the same time', async () => {
  let opened = 0;
  const model = lazyModel(async () => {
    opened++;
    await new Promise((resolve) => setTimeout(resolve, 1));
    return scriptedModel([]);
  });
  const cards = await Promise.all([model.describe(never), model.describe(never)]);
  expect(opened).toBe(1);
  expect(cards[0]).toEqual(cards[1]);
});

it('opens nothing to be closed, and closes what is still being opened', async () => {
  const events: string[] = [];
  const model = lazyModel(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return { ...scriptedModel([]), close: async () => void events.push('close') };
  });
  await model.close();
  expect(events).toEqual([]);
  const asking = model.describe(never);
  await model.close();
  await asking;
  expect(events).toEqual(['close']);
});

it('closes without a word what could not be opened', async () => {
  const model = lazyModel(() => Promise.reject(new Error('no such server')));
  await expect(model.describe(never)).rejects.toThrow('no such server');
  await expect(model.close()).resolves.toBeUndefined();
});
