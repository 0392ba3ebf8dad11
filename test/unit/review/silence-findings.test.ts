import { expect, it } from 'vitest';
import { reviewChange } from '../../../src/review/review-change.ts';
import { addedFile, reviewOptions, reviewPorts } from '../../ports/review-ports.ts';

it('names each finding that a comment silenced, with its rule and its line', async () => {
  const diff = addedFile(
    'src/a.ts',
    'start();',
    '// galley-ignore-next-line merge-marker -- shows what one looks like',
    '<<<<<<< HEAD',
  );
  const { review } = await reviewChange(reviewOptions, reviewPorts({ diff }));
  expect(review.findings).toEqual([]);
  expect(review.ledger.rules).toMatchObject({
    silenced: 1,
    silencedFindings: [{ rule: 'galley/merge-marker', path: 'src/a.ts', line: 3 }],
  });
});
