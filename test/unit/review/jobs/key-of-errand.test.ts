import { expect, it } from 'vitest';
import { keyOfErrand } from '../../../../src/review/jobs/key-of-errand.ts';

it('each pull request has a key, and each installation', () => {
  const pull = { repository: 'olga/proof', number: 7 };
  expect(keyOfErrand({ kind: 'close', installation: 1, pull })).toBe('olga/proof#7');
  const installation = { kind: 'installation', installation: 3, repositories: [], isGone: true } as const;
  expect(keyOfErrand(installation)).toBe('installation#3');
});
