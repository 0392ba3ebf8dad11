import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setScene } from './github-scene.ts';
import type { Scene } from './github-scene.ts';

const comments = '/repos/olga/proof/pulls/1/comments';
const one = (id: number) => `/repos/olga/proof/pulls/comments/${id}`;

describe('single review comments', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene();
  });
  afterAll(() => scene.github.close());

  const post = (body: Record<string, unknown>) =>
    scene.bot('POST', comments, { commit_id: scene.pull.head.sha, path: 'a.ts', body: 'here', ...body });
  const idOf = ({ body }: { body: unknown }) => (body as { id: number }).id;

  it.each([
    ['a line', { line: 5 }, { line: 5, side: 'RIGHT', subject_type: 'line', in_reply_to_id: undefined }],
    ['a range', { start_line: 2, line: 8 }, { start_line: 2, line: 8, start_side: 'RIGHT' }],
    ['a removed line', { line: 6, side: 'LEFT' }, { line: 6, side: 'LEFT' }],
    ['a whole file', { subject_type: 'file' }, { subject_type: 'file', position: 1 }],
    ['a position', { position: 1 }, { line: 2, position: 1 }],
  ])('stand on %s', async (_name, place, expected) => {
    const { status, body } = await post(place);
    expect(status).toBe(201);
    expect(body).toMatchObject(
      Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined)),
    );
    const review = (body as { pull_request_review_id: number }).pull_request_review_id;
    expect(scene.github.state.reviews.find(({ id }) => id === review)).toMatchObject({
      state: 'COMMENTED',
      body: '',
    });
  });

  it.each([
    [
      'a line outside the diff',
      { line: 20 },
      'line',
      'pull_request_review_thread.line must be part of the diff',
    ],
    [
      'a start in another hunk',
      { start_line: 5, line: 29 },
      'start_line',
      'must be part of the same hunk as the line.',
    ],
    ['a start on the line', { start_line: 5, line: 5 }, 'start_line', 'must precede the end line.'],
    ['a file that is not in the diff', { path: 'b.ts', subject_type: 'file' }, 'path', undefined],
    ['a commit that is not in it', { line: 5, commit_id: '1'.repeat(40) }, 'commit_id', 'is not part of'],
  ])('are refused for %s', async (_name, place, field, message) => {
    const { status, body } = await post(place);
    expect(status).toBe(422);
    expect(body).toMatchObject({
      message: 'Validation Failed',
      errors: [{ resource: 'PullRequestReviewComment', field: `pull_request_review_thread.${field}` }],
    });
    const [error] = (body as { errors: { message?: string }[] }).errors;
    if (message !== undefined) expect(error?.message).toContain(message);
  });

  it('need a commit, a path and a text', async () => {
    expect((await post({ commit_id: undefined, line: 5 })).status).toBe(422);
    expect((await post({ path: undefined, line: 5 })).status).toBe(422);
    expect((await post({ body: '', line: 5 })).status).toBe(422);
    expect((await post({ body: 'x'.repeat(65_537), line: 5 })).status).toBe(422);
  });

  it('are answered in their thread, by both ways, but answers are not', async () => {
    const root = idOf(await post({ line: 5 }));
    const reply = await scene.alice('POST', `${comments}/${root}/replies`, { body: 'why?' });
    expect(reply.body).toMatchObject({ in_reply_to_id: root, line: 5, user: { login: 'alice' } });
    const other = await scene.alice('POST', comments, {
      body: 'well?',
      in_reply_to: root,
      commit_id: scene.pull.head.sha,
      path: 'a.ts',
    });
    expect(other.body).toMatchObject({ in_reply_to_id: root });
    expect((await scene.alice('POST', `${comments}/${idOf(reply)}/replies`, { body: 'x' })).status).toBe(422);
    expect((await scene.alice('POST', `${comments}/999999/replies`, { body: 'x' })).status).toBe(404);
    const thread = scene.github.state.threads.find(({ comments: ids }) => ids[0] === root);
    expect(thread?.comments).toEqual([root, idOf(reply), idOf(other)]);
  });

  it('are edited by their author and by people with write access', async () => {
    const id = idOf(await post({ line: 5 }));
    expect((await scene.bot('PATCH', one(id), { body: 'new' })).body).toMatchObject({ body: 'new' });
    expect((await scene.olga('PATCH', one(id), { body: 'newer' })).status).toBe(200);
    expect((await scene.mallory('PATCH', one(id), { body: 'evil' })).status).toBe(403);
    expect((await scene.bot('PATCH', one(id), { body: '' })).status).toBe(422);
    expect((await scene.bot('GET', one(id))).body).toMatchObject({ body: 'newer' });
  });

  it('go, and a review that held nothing else goes with them', async () => {
    const id = idOf(await post({ line: 5 }));
    const { state } = scene.github;
    const review = state.reviewComments.find((each) => each.id === id)?.review;
    expect((await scene.bot('DELETE', one(id))).status).toBe(204);
    expect((await scene.bot('GET', one(id))).status).toBe(404);
    expect(state.reviews.some((each) => each.id === review)).toBe(false);
    expect(state.threads.some(({ comments: ids }) => ids.includes(id))).toBe(false);
  });

  it('are listed for a pull request and for the repository, in pages', async () => {
    const total = scene.github.state.reviewComments.length;
    const page = await scene.bot('GET', `${comments}?per_page=2`);
    expect(page.body).toHaveLength(2);
    expect(page.headers.get('link')).toContain(`page=${Math.ceil(total / 2)}>; rel="last"`);
    const all = await scene.bot(
      'GET',
      '/repos/olga/proof/pulls/comments?per_page=100&sort=created&direction=desc',
    );
    const ids = (all.body as { id: number }[]).map(({ id }) => id);
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(ids).toHaveLength(total);
  });

  it('carry reactions: one of a kind for each user', async () => {
    const id = idOf(await post({ line: 5 }));
    const reactions = `${one(id)}/reactions`;
    const first = await scene.alice('POST', reactions, { content: '-1' });
    expect(first.status).toBe(201);
    expect((await scene.alice('POST', reactions, { content: '-1' })).status).toBe(200);
    expect((await scene.olga('POST', reactions, { content: 'eyes' })).status).toBe(201);
    expect((await scene.olga('POST', reactions, { content: 'cheer' })).status).toBe(422);
    expect((await scene.bot('GET', `${reactions}?content=-1`)).body).toMatchObject([
      { content: '-1', user: { login: 'alice' } },
    ]);
    expect((await scene.bot('GET', one(id))).body).toMatchObject({
      reactions: { total_count: 2, '-1': 1, eyes: 1 },
    });
    expect((await scene.olga('DELETE', `${reactions}/${idOf(first)}`)).status).toBe(403);
    expect((await scene.alice('DELETE', `${reactions}/${idOf(first)}`)).status).toBe(204);
    expect((await scene.bot('GET', reactions)).body).toHaveLength(1);
  });
});

describe('comments on the conversation', () => {
  let scene: Scene;
  let now = Date.parse('2026-11-01T10:00:00Z');
  beforeAll(async () => {
    scene = await setScene(undefined, undefined, { now: () => now });
  });
  afterAll(() => scene.github.close());
  const list = '/repos/olga/proof/issues/1/comments';
  const issueComment = (id: number) => `/repos/olga/proof/issues/comments/${id}`;

  it('are written, edited, found and deleted', async () => {
    const made = await scene.bot('POST', list, { body: 'hello' });
    expect(made.status).toBe(201);
    const { id } = made.body as { id: number };
    now += 5000;
    expect((await scene.bot('PATCH', issueComment(id), { body: 'hello 2' })).body).toMatchObject({
      body: 'hello 2',
      created_at: '2026-11-01T10:00:00Z',
      updated_at: '2026-11-01T10:00:05Z',
      author_association: 'NONE',
    });
    expect((await scene.mallory('PATCH', issueComment(id), { body: 'x' })).status).toBe(403);
    expect((await scene.bot('GET', '/repos/olga/proof/pulls/1')).body).toMatchObject({ comments: 1 });
    expect((await scene.alice('POST', `${issueComment(id)}/reactions`, { content: '+1' })).status).toBe(201);
    expect((await scene.bot('DELETE', issueComment(id))).status).toBe(204);
    expect((await scene.bot('GET', issueComment(id))).status).toBe(404);
    expect(scene.github.state.reactions).toEqual([]);
  });

  it('are refused without text and beyond 65,536 characters', async () => {
    expect((await scene.bot('POST', list, { body: ' ' })).status).toBe(422);
    expect((await scene.bot('POST', list, {})).status).toBe(422);
    expect((await scene.bot('POST', list, { body: 'x'.repeat(65_537) })).body).toMatchObject({
      errors: [{ field: 'data', code: 'unprocessable' }],
    });
    expect((await scene.bot('POST', list, { body: '🙂'.repeat(32_768) })).status).toBe(201);
  });

  it('come in pages, oldest first, and since a time', async () => {
    for (let at = 0; at < 34; at += 1) {
      now += 1000;
      await scene.alice('POST', list, { body: `n${at}` });
    }
    const first = await scene.bot('GET', list);
    expect(first.body).toHaveLength(30);
    expect(first.headers.get('link')).toContain('page=2>; rel="next"');
    expect((await scene.bot('GET', `${list}?page=2`)).body).toHaveLength(5);
    const since = new Date(now - 2000).toISOString();
    const recent = await scene.bot('GET', `${list}?since=${since}`);
    expect((recent.body as { body: string }[]).map(({ body }) => body)).toEqual(['n31', 'n32', 'n33']);
    expect((await scene.bot('GET', '/repos/olga/proof/issues/comments?per_page=100')).body).toHaveLength(35);
  });

  it('need a write token on a locked conversation', async () => {
    scene.pull.locked = true;
    expect((await scene.mallory('POST', list, { body: 'x' })).status).toBe(403);
    expect((await scene.olga('POST', list, { body: 'x' })).status).toBe(201);
  });
});
