import { expect, test } from 'vitest';
import { silentLog } from '../../../../src/log.ts';
import type { CloseErrand } from '../../../../src/review/jobs/errand.ts';
import { runCloseJob } from '../../../../src/review/jobs/run-close-job.ts';
import { memoryForge, samplePull } from '../../../ports/memory-forge.ts';
import { memoryJobStore } from '../../../ports/memory-job-store.ts';

const pull = { repository: samplePull.repository, number: samplePull.number };

async function run(more: Pick<CloseErrand, 'isGivenUp'>, state: 'open' | 'closed') {
  const forge = memoryForge();
  forge.state.pull = { ...samplePull, state };
  const errand = { kind: 'close', installation: 1, pull, ...more } as const;
  const job = { id: 'j1', attempt: 1, putOffMs: 0, fence: 1, errand, whySuperseded: () => undefined };
  const { jobs } = memoryJobStore();
  const result = await runCloseJob(job, {
    ...{ store: jobs, forge, log: silentLog, signal: new AbortController().signal },
  });
  return { result, left: forge.state.left };
}

test('a pull request that was closed has no check under way', async () => {
  const { result, left } = await run({}, 'closed');
  expect(result).toEqual({ kind: 'ended', end: 'ignored', why: 'closed' });
  expect(left).toEqual([[samplePull.head.sha, 'Not reviewed: the pull request is closed by now.']]);
});

test('one whose review was given up says so, and what helps', async () => {
  const { result, left } = await run({ isGivenUp: true }, 'open');
  expect(result).toEqual({ kind: 'ended', end: 'ignored', why: 'given up' });
  expect(left).toEqual([[samplePull.head.sha, expect.stringMatching(/^Not reviewed: .*\/galley review/)]]);
});

test('one that was closed after its review was given up says that it is closed', async () => {
  expect((await run({ isGivenUp: true }, 'closed')).left).toEqual([
    [samplePull.head.sha, expect.stringContaining('closed')],
  ]);
});
