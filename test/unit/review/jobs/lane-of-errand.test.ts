import { expect, test } from 'vitest';
import { laneOfErrand } from '../../../../src/review/jobs/lane-of-errand.ts';

const of = { installation: 1, pull: { repository: 'olga/proof', number: 1 } };

test('each errand waits in the lane into which the store puts its job', () => {
  expect(laneOfErrand({ kind: 'review', ...of, head: undefined, isForced: false })).toBe('review');
  expect(laneOfErrand({ kind: 'close', ...of })).toBe('review');
  expect(laneOfErrand({ kind: 'installation', installation: 1, repositories: [], isGone: false })).toBe(
    'command',
  );
});
