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

test.each(['docs', 'tests', 'help', 'pause'] as const)('/galley %s is read before it is done', (name) => {
  const comment = { id: 1, kind: 'conversation' } as const;
  const command = { kind: 'command', ...of, by: 'olga', command: { name }, comment } as const;
  const isLong = name === 'docs' || name === 'tests';
  expect(laneOfErrand(command)).toBe('command');
  expect(laneOfErrand({ ...command, isRead: true })).toBe(isLong ? 'long' : 'answer');
  expect(laneOfErrand({ ...command, comment: undefined })).toBe(isLong ? 'long' : 'answer');
});
