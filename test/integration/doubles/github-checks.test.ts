import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setScene } from './github-scene.ts';
import type { Scene } from './github-scene.ts';

const runs = '/repos/olga/proof/check-runs';
const annotation = { path: 'a.ts', start_line: 5, end_line: 5, annotation_level: 'warning', message: 'm' };

describe('checks', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene();
  });
  afterAll(() => scene.github.close());

  const create = (body: object = {}) =>
    scene.bot('POST', runs, { name: 'galley', head_sha: scene.pull.head.sha, ...body });
  const idOf = ({ body }: { body: unknown }) => (body as { id: number }).id;
  const output = (body: object) => ({ output: { title: 't', summary: 's', ...body } });

  it('begin, gather annotations and end', async () => {
    const made = await create({ status: 'in_progress', ...output({ annotations: [annotation] }) });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      status: 'in_progress',
      conclusion: null,
      app: { slug: 'galley' },
      output: { annotations_count: 1 },
      pull_requests: [{ number: 1 }],
    });
    const one = `${runs}/${idOf(made)}`;
    const fifty = Array.from({ length: 50 }, () => annotation);
    const ended = await scene.bot('PATCH', one, { conclusion: 'neutral', ...output({ annotations: fifty }) });
    expect(ended.body).toMatchObject({
      status: 'completed',
      conclusion: 'neutral',
      output: { annotations_count: 51 },
    });
    expect(ended.body).toMatchObject({ completed_at: expect.any(String) as string });
    const listed = await scene.bot('GET', `${one}/annotations?per_page=50&page=2`);
    expect(listed.body).toMatchObject([{ path: 'a.ts', annotation_level: 'warning', title: null }]);
  });

  it.each<[string, object]>([
    ['51 annotations', output({ annotations: Array.from({ length: 51 }, () => annotation) })],
    ['a message above 64 KB', output({ annotations: [{ ...annotation, message: 'ä'.repeat(32_769) }] })],
    [
      'raw details above 64 KB',
      output({ annotations: [{ ...annotation, raw_details: 'x'.repeat(65_537) }] }),
    ],
    ['an annotation title of 256', output({ annotations: [{ ...annotation, title: 'x'.repeat(256) }] })],
    ['an annotation without a line', output({ annotations: [{ ...annotation, start_line: undefined }] })],
    ['an annotation that ends before it starts', output({ annotations: [{ ...annotation, end_line: 4 }] })],
    [
      'columns over several lines',
      output({ annotations: [{ ...annotation, end_line: 6, start_column: 1 }] }),
    ],
    ['an unknown level', output({ annotations: [{ ...annotation, annotation_level: 'error' }] })],
    ['a summary of 65,536', output({ summary: 'x'.repeat(65_536) })],
    ['a text of 65,536', output({ text: 'x'.repeat(65_536) })],
    ['an output without a summary', { output: { title: 't' } }],
    [
      'four actions',
      { actions: Array.from({ length: 4 }, () => ({ label: 'l', description: 'd', identifier: 'i' })) },
    ],
    ['a label of 21', { actions: [{ label: 'x'.repeat(21), description: 'd', identifier: 'i' }] }],
    ['a description of 41', { actions: [{ label: 'l', description: 'x'.repeat(41), identifier: 'i' }] }],
    ['an identifier of 21', { actions: [{ label: 'l', description: 'd', identifier: 'x'.repeat(21) }] }],
    ['an end without a conclusion', { status: 'completed' }],
    ['an unknown conclusion', { conclusion: 'great' }],
    ['an unknown commit', { head_sha: '0'.repeat(40) }],
    ['no name', { name: undefined }],
  ])('are refused for %s, and nothing is stored', async (_name, body) => {
    const before = scene.github.state.checkRuns.length;
    expect((await create(body)).status).toBe(422);
    expect(scene.github.state.checkRuns).toHaveLength(before);
  });

  it('accept what just fits', async () => {
    const actions = Array.from({ length: 3 }, (_, at) => ({
      label: 'x'.repeat(20),
      description: 'x'.repeat(40),
      identifier: `${at}`.padEnd(20, 'x'),
    }));
    const annotations = [{ ...annotation, message: 'x'.repeat(65_536), title: 'x'.repeat(255) }];
    const made = await create({ actions, ...output({ annotations, text: 'x'.repeat(65_535) }) });
    expect(made.status).toBe(201);
    expect(scene.github.state.checkRuns.at(-1)?.actions).toHaveLength(3);
  });

  it('are listed by commit: the latest of a name, or all', async () => {
    const list = `/repos/olga/proof/commits/${scene.pull.head.sha}/check-runs`;
    expect((await scene.bot('GET', list)).body).toMatchObject({ total_count: 1 });
    const { total_count: all } = (await scene.bot('GET', `${list}?filter=all`)).body as {
      total_count: number;
    };
    expect(all).toBe(scene.github.state.checkRuns.length);
    expect((await scene.bot('GET', `${list}?check_name=other`)).body).toMatchObject({ total_count: 0 });
  });

  it('belong to a suite of their app', async () => {
    const list = `/repos/olga/proof/commits/topic/check-suites`;
    const { body } = await scene.bot('GET', list);
    expect(body).toMatchObject({
      total_count: 1,
      check_suites: [{ app: { slug: 'galley' }, head_branch: 'topic' }],
    });
    const one = `/repos/olga/proof/check-suites/${(body as { check_suites: { id: number }[] }).check_suites[0]?.id}`;
    expect((await scene.bot('GET', `${one}/check-runs`)).body).not.toMatchObject({ total_count: 0 });
    const again = await scene.bot('POST', '/repos/olga/proof/check-suites', {
      head_sha: scene.pull.head.sha,
    });
    expect(again.status).toBe(200);
  });

  it('are written by apps alone, and changed by the app that made them', async () => {
    const made = await create();
    expect((await scene.olga('POST', runs, { name: 'x', head_sha: scene.pull.head.sha })).status).toBe(403);
    const permissions = { checks: 'write', metadata: 'read' } as const;
    scene.github.tokens.set('other', { login: 'other[bot]', type: 'Bot', permissions });
    const answer = await fetch(`${scene.github.url}${runs}/${idOf(made)}`, {
      method: 'PATCH',
      headers: { authorization: 'Bearer other' },
      body: '{"name":"mine"}',
    });
    expect(answer.status).toBe(403);
  });

  it('have the older statuses beside them', async () => {
    const { sha } = scene.pull.head;
    const post = (body: object) => scene.bot('POST', `/repos/olga/proof/statuses/${sha}`, body);
    expect((await post({ state: 'pending', context: 'galley' })).status).toBe(201);
    expect((await post({ state: 'success', context: 'galley', description: 'x'.repeat(140) })).status).toBe(
      201,
    );
    expect((await post({ state: 'success', description: 'x'.repeat(141) })).status).toBe(422);
    expect((await post({ state: 'fine' })).status).toBe(422);
    const combined = await scene.bot('GET', `/repos/olga/proof/commits/${sha}/status`);
    expect(combined.body).toMatchObject({ state: 'success', total_count: 1 });
    const all = await scene.bot('GET', `/repos/olga/proof/commits/${sha}/statuses`);
    expect((all.body as { state: string }[]).map(({ state }) => state)).toEqual(['success', 'pending']);
  });

  it('say what is left of the hour', async () => {
    const { body } = await scene.bot('GET', '/rate_limit');
    expect(body).toMatchObject({ rate: { limit: expect.any(Number) as number } });
  });
});
