import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { after, before, lines, setScene } from './github-scene.ts';
import type { Scene } from './github-scene.ts';

const reviews = '/repos/olga/proof/pulls/1/reviews';
const comments = '/repos/olga/proof/pulls/1/comments';
const good = { path: 'a.ts', line: 5, body: 'here' };

describe('a review that is posted', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene(
      [
        { path: 'a.ts', content: before },
        { path: 'gone.ts', content: 'x\n' },
        { path: 'image.png', content: Buffer.from([0, 1]) },
      ],
      [
        { path: 'a.ts', content: after },
        { path: 'gone.ts', content: null },
        { path: 'image.png', content: Buffer.from([0, 2]) },
      ],
    );
  });
  afterAll(() => scene.github.close());

  const sentences: [string, unknown, string][] = [
    ['a line outside every hunk', { ...good, line: 20 }, 'Line could not be resolved'],
    ['a line of the base on the right', { ...good, line: 34 }, 'Line could not be resolved'],
    [
      'a head line on the left',
      { ...good, path: 'a.ts', line: 40, side: 'LEFT' },
      'Line could not be resolved',
    ],
    [
      'start and end in different hunks',
      { ...good, start_line: 5, line: 29 },
      'Pull request review thread start line must be part of the same hunk as the line.',
    ],
    [
      'start_line equal to line',
      { ...good, start_line: 5, line: 5 },
      'Pull request review thread start line must precede the end line.',
    ],
    [
      'start_line behind line',
      { ...good, start_line: 6, line: 5 },
      'Pull request review thread start line must precede the end line.',
    ],
    ['a path that is not in the diff', { ...good, path: 'b.ts' }, 'Path could not be resolved'],
    ['/dev/null', { ...good, path: '/dev/null' }, 'Path could not be resolved'],
    ['a binary file', { ...good, path: 'image.png', line: 1 }, 'Line could not be resolved'],
    ['the head side of a removed file', { ...good, path: 'gone.ts', line: 1 }, 'Line could not be resolved'],
    [
      'a position outside the patch',
      { path: 'a.ts', position: 99, body: 'x' },
      'Position could not be resolved',
    ],
    ['an empty comment', { ...good, body: ' ' }, "Pull request review thread body can't be blank"],
    [
      'a comment that is too long',
      { ...good, body: 'x'.repeat(65_537) },
      'Body is too long (maximum is 65536 characters)',
    ],
  ];

  it.each(sentences)(
    'is refused as a whole for %s, without saying which entry',
    async (_name, entry, sentence) => {
      const { state } = scene.github;
      const before = [state.reviews.length, state.reviewComments.length, state.threads.length];
      const { status, body } = await scene.bot('POST', reviews, {
        event: 'COMMENT',
        body: 'all',
        comments: [good, entry, good],
      });
      expect(status).toBe(422);
      expect(body).toEqual({
        message: 'Unprocessable Entity',
        errors: [sentence],
        documentation_url: 'https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request',
        status: '422',
      });
      expect([state.reviews.length, state.reviewComments.length, state.threads.length]).toEqual(before);
    },
  );

  it.each([
    [
      'a file-level entry',
      { path: 'a.ts', body: 'x', subject_type: 'file' },
      '"subject_type" is not a permitted key.',
    ],
    ['an entry without a path', { line: 5, body: 'x' }, '"path" wasn\'t supplied.'],
    ['a line that is no number', { ...good, line: '5' }, '"5" is not an integer.'],
    ['a side in small letters', { ...good, side: 'right' }, 'right is not a member of'],
  ])('is refused by the schema for %s', async (_name, entry, said) => {
    const { status, body } = await scene.bot('POST', reviews, {
      event: 'COMMENT',
      body: 'b',
      comments: [entry],
    });
    expect(status).toBe(422);
    expect((body as { message: string }).message).toContain(said);
  });

  it('accepts every legal place at once, and opens a thread for each', async () => {
    const wanted = [
      { path: 'a.ts', line: 5, body: 'added' },
      { path: 'a.ts', line: 6, side: 'LEFT', body: 'removed' },
      { path: 'a.ts', start_line: 2, line: 8, body: 'range' },
      { path: 'a.ts', start_line: 6, start_side: 'LEFT', line: 5, side: 'RIGHT', body: 'both sides' },
      { path: 'gone.ts', line: 1, side: 'LEFT', body: 'gone' },
      { path: 'a.ts', position: 1, body: 'position' },
    ];
    const { status, body } = await scene.bot('POST', reviews, {
      commit_id: scene.pull.head.sha,
      event: 'COMMENT',
      comments: wanted,
    });
    expect(status).toBe(200);
    const { id } = body as { id: number };
    const listed = await scene.bot('GET', comments);
    const mine = (listed.body as Record<string, unknown>[]).filter(
      (each) => each['pull_request_review_id'] === id,
    );
    expect(mine.map((each) => [each['side'], each['start_line'], each['line']])).toEqual([
      ['RIGHT', null, 5],
      ['LEFT', null, 6],
      ['RIGHT', 2, 8],
      ['RIGHT', 6, 5],
      ['LEFT', null, 1],
      ['RIGHT', null, 2],
    ]);
    const stored = scene.github.state.reviewComments.filter(({ review }) => review === id);
    expect(new Set(stored.map(({ thread }) => thread)).size).toBe(6);
    expect(scene.github.state.threads.filter(({ resolved }) => !resolved)).toHaveLength(6);
    const legacy = await scene.bot('GET', `${reviews}/${id}/comments`);
    expect((legacy.body as unknown[])[0]).not.toHaveProperty('line');
  });

  it.each([
    ['a comment without text and without comments', { event: 'COMMENT' }, 'Body can not be blank'],
    [
      'a request for changes without either',
      { event: 'REQUEST_CHANGES', body: ' ' },
      'Body can not be blank',
    ],
    [
      'a text that is too long',
      { event: 'COMMENT', body: 'x'.repeat(65_537) },
      'Body is too long (maximum is 65536 characters)',
    ],
    [
      'a commit that is not in the pull request',
      { event: 'COMMENT', body: 'b', commit_id: '0'.repeat(40) },
      'Commit could not be found in the pull request',
    ],
  ])('is refused: %s', async (_name, body, sentence) => {
    const answer = await scene.bot('POST', reviews, body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [sentence] });
  });

  it('lets nobody approve or refuse the own change', async () => {
    for (const event of ['APPROVE', 'REQUEST_CHANGES']) {
      expect((await scene.alice('POST', reviews, { event, body: 'b' })).status).toBe(422);
    }
    expect((await scene.olga('POST', reviews, { event: 'APPROVE' })).body).toMatchObject({
      state: 'APPROVED',
    });
  });

  it('is edited by its author alone, and dismissed by people who may', async () => {
    const { body } = await scene.bot('POST', reviews, { event: 'REQUEST_CHANGES', body: 'first' });
    const one = `${reviews}/${(body as { id: number }).id}`;
    expect((await scene.bot('PUT', one, { body: 'second' })).body).toMatchObject({ body: 'second' });
    expect((await scene.olga('PUT', one, { body: 'third' })).status).toBe(403);
    expect((await scene.bot('DELETE', one)).status).toBe(422);
    expect((await scene.mallory('PUT', `${one}/dismissals`, { message: 'no' })).status).toBe(403);
    expect((await scene.olga('PUT', `${one}/dismissals`, {})).status).toBe(422);
    expect((await scene.olga('PUT', `${one}/dismissals`, { message: 'no' })).body).toMatchObject({
      state: 'DISMISSED',
    });
    expect((await scene.olga('PUT', `${one}/dismissals`, { message: 'no' })).status).toBe(422);
  });

  it('is pending without an event: one for each author, seen by the author alone', async () => {
    const pending = await scene.bot('POST', reviews, { comments: [good] });
    expect(pending.body).toMatchObject({ state: 'PENDING' });
    expect(pending.body).not.toHaveProperty('submitted_at');
    const { id } = pending.body as { id: number };
    const second = await scene.bot('POST', reviews, { event: 'COMMENT', body: 'b' });
    expect(second.body).toMatchObject({ errors: ['User can only have one pending review per pull request'] });
    expect((await scene.olga('GET', `${reviews}/${id}`)).status).toBe(404);
    const seen = await scene.olga('GET', `${reviews}?per_page=100`);
    expect((seen.body as { id: number }[]).some((review) => review.id === id)).toBe(false);
    const shown = (await scene.bot('GET', `${comments}?per_page=100`)).body as Record<string, unknown>[];
    expect(shown.some((each) => each['pull_request_review_id'] === id)).toBe(false);
    expect((await scene.bot('POST', `${reviews}/${id}/events`, { event: 'COMMENT' })).body).toMatchObject({
      state: 'COMMENTED',
    });
    expect((await scene.bot('POST', `${reviews}/${id}/events`, { event: 'COMMENT' })).status).toBe(422);
  });

  it('goes with its comments when it is pending and deleted', async () => {
    const { state } = scene.github;
    const before = [state.reviews.length, state.reviewComments.length, state.threads.length];
    const { body } = await scene.bot('POST', reviews, { comments: [good, good] });
    expect((await scene.bot('DELETE', `${reviews}/${(body as { id: number }).id}`)).status).toBe(200);
    expect([state.reviews.length, state.reviewComments.length, state.threads.length]).toEqual(before);
  });

  it('needs someone', async () => {
    const answer = await fetch(`${scene.github.url}${reviews}`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(401);
    const broken = await fetch(`${scene.github.url}${reviews}`, { method: 'POST', body: '{' });
    expect(broken.status).toBe(400);
  });
});

describe('a review of an older commit', () => {
  it('is judged by the diff of that commit, and stands where its lines are now', async () => {
    const scene = await setScene();
    const first = scene.pull.head.sha;
    await scene.push([{ path: 'a.ts', content: `new\n${after}` }]);
    const posted = await scene.bot('POST', reviews, { commit_id: first, event: 'COMMENT', comments: [good] });
    expect(posted.body).toMatchObject({ commit_id: first });
    const [comment] = (await scene.bot('GET', comments)).body as unknown[];
    expect(comment).toMatchObject({ original_line: 5, line: 6, original_commit_id: first });
    await scene.push([{ path: 'a.ts', content: lines(40) }]);
    const [outdated] = (await scene.bot('GET', comments)).body as unknown[];
    expect(outdated).toMatchObject({ line: null, position: null, original_line: 5 });
    await scene.github.close();
  });
});
