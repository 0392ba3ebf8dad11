import { expect, it } from 'vitest';
import { runPostedAnchors } from './posted-anchors.ts';

it('sends no comment that the forge refuses, whatever the change (R13)', async () => {
  const run = await runPostedAnchors(1, 3000);
  expect(run.refused).toEqual([]);
  expect(run.cases).toBeGreaterThanOrEqual(3000);
  expect(run.sent).toBeGreaterThan(2000);
});
