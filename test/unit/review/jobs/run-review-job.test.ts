import { describe, expect, test } from 'vitest';
import { invalidConfig } from '../../../../src/config/config-problem.ts';
import { GalleyError } from '../../../../src/errors.ts';
import { silentLog } from '../../../../src/log.ts';
import type { ReviewErrand } from '../../../../src/review/jobs/errand.ts';
import type { JobResult } from '../../../../src/review/jobs/job-result.ts';
import type { ReviewJob, ReviewJobPorts } from '../../../../src/review/jobs/review-job-ports.ts';
import { runReviewJob } from '../../../../src/review/jobs/run-review-job.ts';
import type { ReviewOptions, ReviewPorts } from '../../../../src/review/review-options.ts';
import { memoryForge, samplePull, type ForgeFaults } from '../../../ports/memory-forge.ts';
import { memoryJobStore, type MemoryJobStore } from '../../../ports/memory-job-store.ts';
import { addedFile, reviewOptions, reviewPorts } from '../../../ports/review-ports.ts';
import { missingModel, scriptedModel } from '../../../ports/scripted-model.ts';

const pull = { repository: samplePull.repository, number: samplePull.number };
const line = 'const total = items.length + 1;';
const finding = { quote: line, problem: 'Counts one too many.', severity: 'error', category: 'correctness' };

interface Parts {
  readonly memory?: MemoryJobStore;
  readonly faults?: ForgeFaults;
  readonly errand?: Partial<ReviewErrand>;
  readonly attempt?: number;
  readonly options?: Partial<ReviewOptions>;
  readonly ports?: Partial<ReviewPorts>;
  readonly open?: () => void;
  readonly signal?: AbortSignal;
  readonly whySuperseded?: ReviewJob['whySuperseded'];
}

function scene(parts: Parts = {}) {
  const memory = parts.memory ?? memoryJobStore();
  const forge = memoryForge(parts.faults);
  const model = scriptedModel([JSON.stringify({ findings: [finding] })]);
  const removed: string[] = [];
  let closed = 0;
  const ports: ReviewJobPorts = {
    ...{ store: { ...memory.jobs, isHeld: async () => true }, forge, log: silentLog },
    signal: parts.signal ?? new AbortController().signal,
    async openReview(_pull, _mergeBase, onProgress) {
      parts.open?.();
      const given = { model, onProgress, ...parts.ports };
      return {
        options: { ...reviewOptions, ...parts.options },
        ports: reviewPorts({ diff: addedFile('src/count.ts', line), ports: given }),
        ...{ modelName: 'scripted', toolVersion: '1' },
        close: async () => void (closed += 1),
      };
    },
    readBaseTip: async () => samplePull.base.sha,
    removeLate: async ({ head }) => removed.push(head),
  };
  const job: ReviewJob = {
    ...{ id: 'j1', attempt: parts.attempt ?? 1, putOffMs: 0, fence: 1 },
    errand: { kind: 'review', installation: 1, pull, head: undefined, isForced: false, ...parts.errand },
    whySuperseded: parts.whySuperseded ?? (() => undefined),
  };
  const run = (changes: Partial<ReviewJobPorts> = {}): Promise<JobResult> =>
    runReviewJob(job, { ...ports, ...changes });
  return { run, memory, forge, ports, job, removed, closed: () => closed };
}

/** Runs a job and keeps its record as a store does. */
async function runAndKeep(memory: MemoryJobStore, parts: Parts = {}): Promise<JobResult> {
  const result = await scene({ ...parts, memory }).run();
  await memory.jobs.accept({
    id: String(Math.random()),
    event: 'x',
    errand: { kind: 'review', installation: 1, pull, head: samplePull.head.sha, isForced: true },
  });
  const job = await memory.jobs.take('review', 'w', 1000);
  if (job !== undefined && result.kind === 'ended') await memory.jobs.finish(job, result.end, result.record);
  return result;
}

describe('the review of a job', () => {
  test('is posted, and leaves numbers', async () => {
    const { run, forge, closed } = scene();
    const result = await run();
    expect(result).toMatchObject({
      kind: 'ended',
      end: 'posted',
      record: {
        pull,
        head: samplePull.head.sha,
        verdict: 'findings',
        severities: { error: 1 },
        changedLines: 1,
      },
    });
    expect(JSON.stringify(result)).not.toContain('one too many');
    expect(JSON.stringify(result)).not.toContain('items.length');
    expect(forge.state.postings).toHaveLength(1);
    expect(forge.state.postings[0]?.summary.listening).toBe('app');
    expect(closed()).toBe(1);
  });

  test('is told to the store on its way, each step once', async () => {
    const { run, ports } = scene();
    const told: string[] = [];
    await run({ store: { ...ports.store, progress: async (_, text) => void told.push(text) } });
    expect(told).toEqual(['0 of 1 file, 0 found so far']);
  });

  test('is a duplicate of the same head under the same configuration, and only of that', async () => {
    const memory = memoryJobStore();
    await runAndKeep(memory);
    expect(await runAndKeep(memory)).toMatchObject({ end: 'duplicate' });
    expect(await runAndKeep(memory, { errand: { isForced: true } })).toMatchObject({ end: 'posted' });
    // The name of the file says which commit the base has; what it says is the same.
    expect(
      await runAndKeep(memory, { options: { configuration: ['.galley.yml of base 1234567'] } }),
    ).toMatchObject({
      end: 'duplicate',
    });
    expect(await runAndKeep(memory, { options: { maxFindings: 1 } })).toMatchObject({ end: 'posted' });
  });

  test('is silent where somebody said so, unless it is asked for', async () => {
    const memory = memoryJobStore();
    await memory.jobs.setPaused(pull, true, 'mona');
    expect(await scene({ memory }).run()).toMatchObject({ end: 'ignored', why: 'paused' });
    expect(await scene({ memory, errand: { isForced: true } }).run()).toMatchObject({ end: 'posted' });
  });

  test('ends the check that a lost try of it has left where somebody asked for silence meanwhile', async () => {
    const memory = memoryJobStore();
    await memory.jobs.setPaused(pull, true, 'mona');
    const first = scene({ memory });
    await first.run();
    expect(first.forge.state.calls).toEqual([]);
    const second = scene({ memory, attempt: 2 });
    expect(await second.run()).toMatchObject({ end: 'ignored', why: 'paused' });
    expect(second.forge.state.left).toEqual([[samplePull.head.sha, 'The review was stopped.']]);
  });

  test('follows a head that moves, but not for ever', async () => {
    const { run, forge } = scene({
      faults: {
        readPullRequest() {
          const sha = forge.state.calls
            .filter((call) => call === 'readPullRequest')
            .length.toString(16)
            .padEnd(40, '0');
          forge.state.pull = { ...samplePull, head: { ...samplePull.head, sha } };
        },
      },
    });
    expect(await run()).toMatchObject({ kind: 'failed', problem: { code: 'interrupted' } });
    expect(forge.state.postings).toEqual([]);
  });
});

describe('a model that is away', () => {
  const ports = { model: missingModel('server-unreachable') };

  test.each([1, 2])('is waited for (try %i)', async (attempt) => {
    const { run, forge } = scene({ attempt, ports });
    expect(await run()).toMatchObject({ kind: 'failed', problem: { code: 'server-unreachable' } });
    expect(forge.state.postings).toEqual([]);
    expect(forge.state.dropped).toEqual([expect.stringContaining('no server')]);
  });

  test('in the end the rest is posted as incomplete', async () => {
    const { run, forge } = scene({ attempt: 3, ports });
    expect(await run()).toMatchObject({
      end: 'posted',
      record: { verdict: 'incomplete', isComplete: false },
    });
    expect(forge.state.postings[0]?.check.conclusion).toBe('neutral');
  });
});

describe('a job that ends early', () => {
  test.each([
    ['superseded', () => 'pushed' as const],
    ['stopped', () => undefined],
  ])('is %s when its signal says so', async (what, whySuperseded) => {
    const stop = new AbortController();
    const { run, forge } = scene({ signal: stop.signal, whySuperseded, open: () => stop.abort() });
    const result = await run();
    expect(result).toMatchObject(
      what === 'stopped' ? { kind: 'stopped' } : { kind: 'ended', end: 'superseded' },
    );
    expect(forge.state.postings).toEqual([]);
  });

  test.each([
    ['forge-not-found', { kind: 'ended', end: 'ignored' }],
    ['forge-limited', { kind: 'later', problem: { code: 'forge-limited' }, afterMs: 300_000 }],
    ['lease-lost', { kind: 'stopped' }],
    ['store-unavailable', { kind: 'failed' }],
  ] as const)('for %s', async (code, expected) => {
    const fail = () => {
      throw new GalleyError(code, { what: 'No.' });
    };
    expect(await scene({ faults: { post: fail } }).run()).toMatchObject(expected);
    expect(await scene({ faults: { readMergeBase: fail } }).run()).toMatchObject(expected);
  });

  test('with a check that names the log of the app, and no run, where it could not be posted', async () => {
    const fail = () => {
      throw new GalleyError('forge-refused', { what: 'No.' });
    };
    const { run, forge } = scene({ faults: { post: fail } });
    await run();
    expect(forge.state.dropped).toEqual([
      'The review could not be posted: the log of the app tells its operator why.',
    ]);
  });

  test('for a fault of Galley itself', async () => {
    const fail = () => {
      throw new TypeError('x is not a function');
    };
    expect(await scene({ open: fail }).run()).toEqual({
      kind: 'failed',
      problem: { code: 'internal', what: 'TypeError: x is not a function' },
    });
  });

  test('with a check that says which line of the configuration is wrong', async () => {
    const fail = () => {
      throw new GalleyError('invalid-config', { what: '.galley.yml of base 1234567:2:9 has no such value' });
    };
    const { run, forge } = scene({ open: fail });
    expect(await run()).toMatchObject({
      end: 'posted',
      record: { verdict: 'incomplete', head: samplePull.head.sha },
    });
    expect(forge.state.dropped).toEqual(['Not reviewed: .galley.yml of base 1234567:2:9 has no such value']);
  });

  test('with a check that says every line of the configuration that is wrong', async () => {
    const fail = () => {
      throw invalidConfig([
        { where: '.galley.yml:2:9', text: 'has no such value' },
        { where: '.galley.yml:3:1', text: 'unknown key' },
      ]);
    };
    const { run, forge } = scene({ open: fail });
    await run();
    expect(forge.state.dropped).toEqual([
      'Not reviewed: The configuration has 2 problems\n.galley.yml:2:9: has no such value\n.galley.yml:3:1: unknown key',
    ]);
  });
});

describe('a review that comes late (R9)', () => {
  test('is cleaned up, and the newest head is reviewed once more', async () => {
    const { run, memory, removed, ports } = scene();
    expect(await run({ store: { ...ports.store, isHeld: async () => false } })).toMatchObject({
      kind: 'stopped',
    });
    expect(removed).toEqual([samplePull.head.sha]);
    expect([...memory.state.jobs.values()]).toMatchObject([
      { state: 'waiting', errand: { kind: 'review', pull, isForced: true, head: undefined } },
    ]);
  });

  test('in part too, and nothing of a store that is away is a failure', async () => {
    const lost = () => {
      throw new GalleyError('lease-lost', { what: 'No.' });
    };
    const { run, removed, ports } = scene({ faults: { post: lost } });
    const accept = async () => {
      throw new GalleyError('store-unavailable', { what: 'No.' });
    };
    expect(await run({ store: { ...ports.store, accept } })).toMatchObject({ kind: 'stopped' });
    expect(removed).toHaveLength(1);
  });
});
