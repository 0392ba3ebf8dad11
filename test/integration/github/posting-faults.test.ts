import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseSummaryMarker } from '../../../src/github/comment-format/parse-summary-marker.ts';
import type { Finding } from '../../../src/finding/finding.ts';
import type { Forge, Posting } from '../../../src/review/forge-ports.ts';
import type { Fault, FaultRule } from '../../doubles/github/faults/fault.ts';
import { finding } from '../../unit/github/comment-format/findings.ts';
import {
  findings,
  fingerprint,
  knownComments,
  never,
  postingOf,
  setPostingScene,
  type PostingScene,
} from './posting-scene.ts';

/** Of a call that is never answered: short, and still long enough for this machine's other work. */
const timeoutMs = 1500;

const faults: Readonly<Record<string, Fault>> = {
  'error 500': { kind: 'status', status: 500 },
  'error 502': { kind: 'status', status: 502 },
  'error 503': { kind: 'status', status: 503, headers: { 'retry-after': '5' } },
  'store, then 502': { kind: 'store-then-status', status: 502 },
  'store, then a reset connection': { kind: 'store-then-drop' },
  'a dropped connection': { kind: 'drop' },
  'an answer that breaks off': { kind: 'cut' },
  'half of an answer': { kind: 'half-json' },
  'an answer of another shape': { kind: 'wrong-json' },
  'an answer that is too slow': { kind: 'slow', firstByteMs: timeoutMs + 500 },
  '403 with retry-after': { kind: 'secondary-limit', retryAfter: 30 },
  '429 with retry-after': { kind: 'secondary-limit', status: 429, retryAfter: 30 },
  '403 without retry-after': { kind: 'secondary-limit' },
  '429 without retry-after': { kind: 'secondary-limit', status: 429 },
  'an hourly limit': { kind: 'primary-limit', resetIn: 90 },
  'an hourly limit with a reset in the past': { kind: 'primary-limit', resetIn: -90 },
};

const repo = '/repos/{owner}/{repo}';
const calls: Readonly<Record<string, Omit<FaultRule, 'fault'>>> = {
  'the review': { method: 'POST', on: `${repo}/pulls/{pull_number}/reviews` },
  'the comment on a file': { method: 'POST', on: `${repo}/pulls/{pull_number}/comments` },
  'the edit of a comment': { method: 'PATCH', on: `${repo}/pulls/comments/{comment_id}` },
  'the new summary': { method: 'POST', on: `${repo}/issues/{issue_number}/comments` },
  'the new check': { method: 'POST', on: `${repo}/check-runs` },
  'the first annotations': { method: 'PATCH', on: `${repo}/check-runs/{check_run_id}` },
  'the end of the check': { method: 'PATCH', on: `${repo}/check-runs/{check_run_id}`, nth: 2 },
};

let at: PostingScene;
beforeAll(async () => {
  at = await setPostingScene();
});
beforeEach(() => {
  at.clear();
  at.github.faults.plan([]);
});
afterAll(() => at.github.close());

const onFile = finding({ fingerprint: fingerprint(100), anchor: { path: 'a.ts', side: 'file' }, quote: '' });
const given: readonly Finding[] = [...findings(3), onFile];

/** A posting with everything in it: comments on lines and on a file, an edit, a summary, 60 annotations. */
function everything(): Posting {
  const [comment] = knownComments(at.github).filter((own) => own.fingerprint === fingerprint(50));
  if (comment === undefined) throw new Error('there is no comment to edit');
  return postingOf(at.pull, given, {
    edits: [{ comment, status: 'fixed', head: at.pull.head.sha }],
    check: { conclusion: 'failure', annotations: findings(60), handle: undefined },
  });
}

/** What stands on the pull request before: a comment that is to be edited. */
async function postOld(): Promise<void> {
  const old = findings(51).slice(50);
  await at.forge().post(postingOf(at.pull, old), never);
  at.github.state.issueComments.length = 0;
  at.github.state.checkRuns.length = 0;
}

/** What a run after a failed one hands over: what is there already is left out. */
function whatIsMissing(posting: Posting): Posting {
  const known = knownComments(at.github);
  const open = new Set(known.map((own) => own.fingerprint));
  const summary = at.github.state.issueComments.find(({ body }) => parseSummaryMarker(body) !== undefined);
  return {
    ...posting,
    comments: posting.comments.filter((one) => !open.has(one.fingerprint)),
    edits: posting.edits.filter(({ comment }) =>
      known.some((own) => own.id === comment.id && own.status !== 'fixed'),
    ),
    old: summary && { id: summary.id, url: '', memory: undefined },
  };
}

/** Everything once, and nothing twice. */
function expectAllOnce(): void {
  const { reviews, reviewComments, issueComments, checkRuns } = at.github.state;
  expect(knownComments(at.github).map((own) => [own.fingerprint, own.status])).toEqual([
    [fingerprint(50), 'fixed'],
    ...given.map((one) => [one.fingerprint, 'open']),
  ]);
  const withLines = reviews.filter(({ id }) =>
    reviewComments.some(({ review, subject }) => review === id && subject === 'line'),
  );
  expect(withLines).toHaveLength(2);
  expect(reviews).toHaveLength(3);
  expect(issueComments).toHaveLength(1);
  expect(parseSummaryMarker(issueComments[0]?.body ?? '')?.memory.head).toBe(at.pull.head.sha);
  expect(checkRuns).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
  expect(checkRuns[0]?.annotations).toHaveLength(60);
  expect(at.github.impatient).toEqual([]);
}

describe.each(Object.entries(calls))('%s', (_, call) => {
  it.each(Object.entries(faults))('is written once through %s', async (__, fault) => {
    await postOld();
    at.github.faults.plan([{ ...call, fault }]);
    const posted = await forgeFor(fault).post(everything(), never);
    at.github.faults.assertAllFired();
    expect(posted).toMatchObject({ comments: 4, refused: [], problems: [] });
    expectAllOnce();
  });
});

/** Only an answer that is too slow needs a client that does not wait for it. */
function forgeFor(fault: Fault): Forge {
  return fault.kind === 'slow' ? at.forge('bot', {}, timeoutMs) : at.forge();
}

/** What a run meets until it ends, and what it says then. */
const cuts: readonly (readonly [name: string, fault: Fault, code: string])[] = [
  ['a lost answer', { kind: 'store-then-drop' }, 'forge-unreachable'],
  ['a dropped connection', { kind: 'drop' }, 'forge-unreachable'],
  ['errors', { kind: 'status', status: 500 }, 'forge-unreachable'],
  ['a token that has expired', { kind: 'status', status: 401 }, 'forge-unauthorised'],
];

describe.each(Object.entries(calls))('a run that is cut at %s', (_, call) => {
  it.each(cuts)('by %s, for good, is made whole by the next one (R10)', async (__, fault, code) => {
    await postOld();
    const posting = everything();
    at.github.faults.plan([{ ...call, times: 99, fault }]);
    const first = await tryPost(posting, never);
    if (first instanceof Error) expect(first).toMatchObject({ code });
    at.github.faults.plan([]);
    await postAgain(posting);
    expectAllOnce();
  });

  it('by its user is made whole by the next one', async () => {
    await postOld();
    const posting = everything();
    const stop = new AbortController();
    at.github.faults.plan([{ ...call, fault: { kind: 'slow', firstByteMs: 50 } }]);
    const run = tryPost(posting, stop.signal);
    await until(() => at.github.faults.fired.length > 0);
    stop.abort();
    expect(await run).toMatchObject({ code: 'interrupted' });
    await until(() => at.github.requests.every(({ ms }) => ms > 0));
    at.github.faults.plan([]);
    await postAgain(posting);
    expectAllOnce();
  });
});

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** What was posted, or why it was not. */
function tryPost(posting: Posting, signal: AbortSignal): Promise<unknown> {
  return at
    .forge()
    .post(posting, signal)
    .catch((error: unknown) => error);
}

/** A check that was begun and not ended stays behind the new one. */
async function postAgain(posting: Posting): Promise<void> {
  at.github.state.checkRuns.length = 0;
  await at.forge().post(whatIsMissing(posting), never);
}

describe('a known summary', () => {
  it.each(Object.entries(faults))('is edited once through %s', async (__, fault) => {
    await at.forge().post(postingOf(at.pull, []), never);
    const [summary] = at.github.state.issueComments;
    const old = { id: summary?.id ?? 0, url: '', memory: undefined };
    at.github.faults.plan([{ method: 'PATCH', on: `${repo}/issues/comments/{comment_id}`, fault }]);
    await forgeFor(fault).post(postingOf(at.pull, [], { old }), never);
    at.github.faults.assertAllFired();
    expect(at.github.state.issueComments).toHaveLength(1);
  });
});

describe('limits that last', () => {
  it('are waited for, and given up with a time to try again (R11)', async () => {
    await postOld();
    const posting = everything();
    const before = at.waited();
    at.github.faults.plan([
      { ...calls['the review']!, times: 99, fault: { kind: 'secondary-limit', retryAfter: 600 } },
    ]);
    await expect(at.forge().post(posting, never)).rejects.toMatchObject({ code: 'forge-limited' });
    expect(at.waited() - before).toBeGreaterThanOrEqual(600_000);
    at.github.faults.plan([]);
    at.pass(600_000);
    await postAgain(posting);
    expectAllOnce();
  });
});
