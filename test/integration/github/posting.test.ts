import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseCommentMarker } from '../../../src/github/comment-format/parse-comment-marker.ts';
import { parseSummaryMarker } from '../../../src/github/comment-format/parse-summary-marker.ts';
import { finding, suggesting } from '../../unit/github/comment-format/findings.ts';
import {
  findings,
  fingerprint,
  knownComments,
  never,
  postingOf,
  quoteOfFive,
  setPostingScene,
  type PostingScene,
} from './posting-scene.ts';

let at: PostingScene;
beforeAll(async () => {
  at = await setPostingScene();
});
beforeEach(() => {
  at.clear();
  at.github.faults.plan([]);
});
afterAll(async () => {
  expect(at.github.drift).toEqual([]);
  await at.github.close();
});

const reviews = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews';
const writes = (from: number): string[] =>
  at.github.requests
    .slice(from)
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`);

describe('a posting', () => {
  it('is one review, one summary and one check, with three writes', async () => {
    const before = at.github.requests.length;
    const posted = await at.forge().post(postingOf(at.pull, findings(3)), never);
    const { reviews: stored, reviewComments, issueComments, checkRuns } = at.github.state;
    expect(stored).toMatchObject([{ commitId: at.pull.head.sha, state: 'COMMENTED' }]);
    expect(reviewComments.map(({ body }) => parseCommentMarker(body))).toEqual(
      [0, 1, 2].map((number) => ({
        fingerprint: fingerprint(number),
        status: 'open',
        head: at.pull.head.sha,
        prompt: 'asking',
        quoteHash: quoteOfFive.hash,
        quoteLines: 1,
      })),
    );
    expect(issueComments.map(({ body }) => parseSummaryMarker(body))).toMatchObject([
      { pull: 1, configuration: '', memory: { head: at.pull.head.sha, chunks: ['c1'] } },
    ]);
    expect(checkRuns).toMatchObject([
      {
        name: 'galley',
        status: 'completed',
        conclusion: 'failure',
        title: 'Some findings',
        summary: '## Review',
      },
    ]);
    expect(checkRuns[0]?.annotations).toHaveLength(3);
    expect(posted).toEqual({
      url: expect.stringContaining('#issuecomment-') as string,
      comments: 3,
      refused: [],
      problems: [],
    });
    expect(writes(before)).toHaveLength(3);
  });

  it('stands on lines, ranges, removed lines and whole files', async () => {
    const given = [
      finding({
        fingerprint: fingerprint(1),
        anchor: { path: 'a.ts', side: 'head', startLine: 4, endLine: 5 },
      }),
      finding({
        fingerprint: fingerprint(2),
        anchor: { path: 'a.ts', side: 'base', startLine: 6, endLine: 6 },
      }),
      finding({ fingerprint: fingerprint(3), anchor: { path: 'a.ts', side: 'file' }, quote: '' }),
    ];
    const posted = await at.forge().post(postingOf(at.pull, given), never);
    expect(posted).toMatchObject({ comments: 3, refused: [] });
    expect(
      at.github.state.reviewComments.map(({ subject, place }) => [
        subject,
        place?.side,
        place?.startLine,
        place?.line,
      ]),
    ).toEqual([
      ['line', 'RIGHT', 4, 5],
      ['line', 'LEFT', null, 6],
      ['file', 'RIGHT', null, null],
    ]);
    expect(
      at.github.state.checkRuns[0]?.annotations.map(({ startLine, message }) => [
        startLine,
        message.slice(-60),
      ]),
    ).toEqual([
      [4, expect.not.stringContaining('(')],
      [1, expect.stringContaining('(removed line 6)')],
      [1, expect.stringContaining('(whole file)')],
    ]);
  });

  it('posts 25 of 30 findings, one of them on its file because its line is refused, and lists the rest (R12)', async () => {
    const given = findings(30);
    at.github.faults.plan([
      { fault: { kind: 'refuse-comment', containing: `fingerprint=${fingerprint(17)}` } },
    ]);
    const before = at.github.requests.length;
    const posted = await at.forge().post(postingOf(at.pull, given), never);
    const comments = knownComments(at.github);
    expect(comments.map(({ fingerprint: print }) => print).sort()).toEqual(
      given.slice(0, 25).map(({ fingerprint: print }) => print),
    );
    expect(at.github.state.reviewComments.filter(({ subject }) => subject === 'file')).toHaveLength(1);
    expect(posted).toMatchObject({ comments: 25, refused: [] });
    const text = at.github.state.issueComments[0]?.body ?? '';
    for (const { fingerprint: print } of given.slice(25)) expect(text).toContain(`- listed ${print}`);
    expect(writes(before).filter((call) => call.endsWith('/reviews')).length).toBeLessThanOrEqual(8);
  });

  it('lists what is refused on its file too', async () => {
    at.github.faults.plan([
      { fault: { kind: 'refuse-comment', containing: `fingerprint=${fingerprint(2)}`, evenOnFile: true } },
    ]);
    const posted = await at.forge().post(postingOf(at.pull, findings(4)), never);
    expect(knownComments(at.github)).toHaveLength(3);
    expect(posted).toMatchObject({ comments: 3, refused: [{ fingerprint: fingerprint(2) }] });
    expect(at.github.state.issueComments[0]?.body).toContain(`- listed ${fingerprint(2)}`);
  });

  it('lists all where all lines are refused, without asking for ever', async () => {
    const given = findings(25).map((one) => ({
      ...one,
      anchor: { path: 'gone.ts', side: 'head', startLine: 1, endLine: 1 } as const,
    }));
    const before = at.github.requests.length;
    const posted = await at.forge().post(postingOf(at.pull, given), never);
    expect(posted.refused).toHaveLength(25);
    expect(writes(before).length).toBeLessThanOrEqual(20 + 10 + 3);
    expect(new Set(at.github.state.issueComments[0]?.body.match(/listed \w+/g))).toHaveLength(25);
  });

  it('edits the summary it knows, and makes another where somebody deleted it', async () => {
    await at.forge().post(postingOf(at.pull, []), never);
    const [first] = at.github.state.issueComments;
    const old = { id: first?.id ?? 0, url: 'the url', memory: undefined };
    expect(await at.forge().post(postingOf(at.pull, [], { old }), never)).toMatchObject({ url: 'the url' });
    expect(at.github.state.issueComments).toHaveLength(1);
    at.github.state.issueComments.length = 0;
    const again = await at.forge().post(postingOf(at.pull, [], { old }), never);
    expect(at.github.state.issueComments).toHaveLength(1);
    expect(again.url).toContain('#issuecomment-');
    expect(at.github.state.reviews).toEqual([]);
  });

  it('edits comments to fixed and back, and minds no deleted one', async () => {
    await at.forge().post(postingOf(at.pull, findings(2)), never);
    const [comment, gone] = knownComments(at.github);
    if (comment === undefined || gone === undefined) throw new Error('nothing was posted');
    const edits = [{ comment: { ...gone, id: 999_999 }, status: 'fixed', head: at.pull.head.sha } as const];
    await at.forge().post(postingOf(at.pull, [], { edits: [...edits, { ...edits[0]!, comment }] }), never);
    const fixed = knownComments(at.github);
    expect(fixed.map(({ status }) => status)).toEqual(['fixed', 'open']);
    const back = { comment: fixed[0]!, status: 'open', head: at.pull.head.sha } as const;
    await at.forge().post(postingOf(at.pull, [], { edits: [back] }), never);
    expect(knownComments(at.github).map(({ status }) => status)).toEqual(['open', 'open']);
  });

  it('takes no marker for its own that somebody else wrote', async () => {
    await at.forge().post(postingOf(at.pull, findings(1)), never);
    const [body] = at.github.state.reviewComments.map((comment) => comment.body);
    at.clear();
    await at.scene.mallory('POST', '/repos/olga/proof/pulls/1/reviews', {
      commit_id: at.pull.head.sha,
      event: 'COMMENT',
      comments: [{ path: 'a.ts', line: 5, side: 'RIGHT', body }],
    });
    at.github.faults.plan([{ method: 'POST', on: reviews, fault: { kind: 'drop' } }]);
    await at.forge().post(postingOf(at.pull, findings(1)), never);
    expect(knownComments(at.github)).toHaveLength(1);
    at.github.faults.assertAllFired();
  });

  it('holds bodies of 60,000 characters with backtick runs and astral characters (R15)', async () => {
    const replacement = `const a = ${'`'.repeat(9000)};`;
    const given = suggesting(replacement, {
      ...findings(1)[0],
      suggestion: { replacement, proof: 'parsed' },
      message: '😀`@x '.repeat(20_000),
    });
    const posted = await at.forge().post(postingOf(at.pull, [given]), never);
    expect(posted).toMatchObject({ comments: 1, refused: [] });
    const [comment] = at.github.state.reviewComments;
    expect(comment?.body.length).toBeGreaterThan(50_000);
    const edits = [
      { comment: knownComments(at.github)[0]!, status: 'fixed', head: at.pull.head.sha } as const,
    ];
    await at.forge().post(postingOf(at.pull, [], { edits }), never);
    expect(at.github.state.reviewComments[0]?.body).toContain('**Fixed** in');
  });

  it('cuts a summary that is too long, and one of wide characters for the check', async () => {
    const wide = '中文 😀\n'.repeat(20_000);
    const renderSummary = (): string => wide;
    const renderCheckText = () => ({ title: wide, summary: wide, text: wide });
    await at.forge('bot', { renderSummary, renderCheckText }).post(postingOf(at.pull, []), never);
    expect(at.github.state.issueComments[0]?.body.length).toBeLessThanOrEqual(60_000);
    expect(parseSummaryMarker(at.github.state.issueComments[0]?.body ?? '')).toBeDefined();
    const summary = at.github.state.checkRuns[0]?.summary ?? '';
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(65_535);
    expect(summary).toContain('_Shortened');
  });
});

describe('a check', () => {
  it('is started, tells its progress now and then, and is ended with buttons where something listens', async () => {
    const forge = at.forge();
    const handle = await forge.startCheck(at.pull, never);
    expect(at.github.state.checkRuns).toMatchObject([{ status: 'in_progress', conclusion: null }]);
    await handle?.progress('1 of 9 files');
    expect(at.github.state.checkRuns[0]?.title).not.toBe('1 of 9 files');
    const posting = postingOf(at.pull, findings(120));
    await forge.post(
      {
        ...posting,
        comments: [],
        summary: { ...posting.summary, listening: 'app' },
        check: { ...posting.check, handle },
      },
      never,
    );
    const [run, ...others] = at.github.state.checkRuns;
    expect(others).toEqual([]);
    expect(run).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(run?.annotations).toHaveLength(120);
    expect(run?.actions).toHaveLength(3);
  });

  it('of one request is stored once, whatever became of its answer', async () => {
    const call = { method: 'POST', on: '/repos/{owner}/{repo}/check-runs' } as const;
    at.github.faults.plan([{ ...call, fault: { kind: 'store-then-status', status: 502 } }]);
    const posted = await at.forge().post(postingOf(at.pull, findings(3)), never);
    expect(posted.problems).toEqual([]);
    expect(at.github.state.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
    expect(at.github.state.checkRuns[0]?.annotations).toHaveLength(3);
  });

  it('is dropped as neutral', async () => {
    const handle = await at.forge().startCheck(at.pull, never);
    await handle?.drop('Superseded by a newer push.');
    expect(at.github.state.checkRuns).toMatchObject([
      { status: 'completed', conclusion: 'neutral', title: 'Superseded by a newer push.' },
    ]);
  });

  it('is dropped with what is wrong on a line each, what to do, and the button for that', async () => {
    const handle = await at.forge().startCheck(at.pull, never);
    const lines = ['.galley.yml:2:9: *no* value', '.galley.yml:3:1: @nobody'];
    await handle?.drop('Two problems', { lines, next: 'Write `/galley review`.', isHeard: true });
    const [run] = at.github.state.checkRuns;
    expect(run).toMatchObject({ conclusion: 'neutral', title: 'Two problems' });
    const [said = '', list = '', next] = run?.summary?.split('\n\n') ?? [];
    expect([said, next]).toEqual(['Two problems', 'Write `/galley review`.']);
    expect(list.split('\n')).toHaveLength(2);
    expect(list).toMatch(/^- \.galley\.yml:/);
    expect(list).not.toMatch(/[^\\]\*no\*|@nobody/);
    expect(run?.actions).toMatchObject([{ identifier: 'galley-rerun' }]);
  });

  it('that cannot be written is a problem that names the permission, and no more', async () => {
    at.github.tokens.set('no-checks', {
      login: 'galley[bot]',
      type: 'Bot',
      permissions: { metadata: 'read', pull_requests: 'write', issues: 'write' },
    });
    const forge = at.forge('no-checks');
    expect(await forge.startCheck(at.pull, never)).toBeUndefined();
    const posted = await forge.post(postingOf(at.pull, findings(1)), never);
    expect(posted.problems).toEqual([expect.stringContaining('checks: write')]);
    expect(posted.comments).toBe(1);
  });

  it('progress that fails is no failure', async () => {
    const handle = await at.forge().startCheck(at.pull, never);
    at.github.faults.plan([{ method: 'PATCH', times: 99, fault: { kind: 'status', status: 500 } }]);
    await expect(handle?.drop('Closed.')).resolves.toBeUndefined();
  });
});

describe('without permission', () => {
  it.each([
    ['no-pulls', { metadata: 'read', checks: 'write', contents: 'read' }, 'pull-requests: write'],
    ['read-only', { metadata: 'read', contents: 'read', pull_requests: 'read' }, 'pull-requests: write'],
  ] as const)('nothing is posted and the message names it: %s', async (token, permissions, needed) => {
    at.github.tokens.set(token, { login: 'galley[bot]', type: 'Bot', permissions });
    await expect(at.forge(token).post(postingOf(at.pull, findings(1)), never)).rejects.toMatchObject({
      code: 'forge-forbidden',
      message: expect.stringContaining(needed) as string,
    });
    expect(at.github.state.reviews).toEqual([]);
    expect(at.github.state.issueComments).toEqual([]);
  });
});
