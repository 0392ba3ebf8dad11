import { expect, it } from 'vitest';
import { runAnchorOracle } from './anchor-oracle.ts';

it('lets no anchor leave that the diff does not hold, whatever the model quotes', async () => {
  const run = await runAnchorOracle(1, 2000);
  expect(run.illegal).toEqual([]);
  expect(run.cases).toBeGreaterThanOrEqual(2000);
  expect(run.findings).toBeGreaterThan(200);
});
