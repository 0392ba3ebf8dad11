import { beforeEach, describe, expect, it } from 'vitest';
import { checkCall } from '../../doubles/github/openapi/check-call.ts';
import { hasDescription } from '../../doubles/github/openapi/read-description.ts';
import { routes } from '../../doubles/github/routes/routes.ts';
import { setScene } from './github-scene.ts';

beforeEach((ctx) => {
  if (!hasDescription()) ctx.skip('no GitHub OpenAPI description');
});

const route = (method: string, path: string) => {
  const found = routes.find((one) => one.method === method && one.path === path);
  if (found === undefined) throw new Error(`no route ${method} ${path}`);
  return found;
};
const reviews = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews';

describe('what GitHub describes', () => {
  it('holds every route of the double', () => {
    const unknown = routes.flatMap((one) => checkCall(one, {}, { status: 429 }));
    expect(unknown).toEqual([]);
  });

  it('tells an answer with a field missing, misspelt or of another type', async () => {
    const { github, bot } = await setScene();
    const { body } = await bot('POST', '/repos/olga/proof/pulls/1/reviews', {
      event: 'COMMENT',
      body: 'hello',
    });
    const post = route('POST', reviews);
    expect(checkCall(post, {}, { status: 200, body })).toEqual([]);
    const { state: _state, ...stateless } = body as Record<string, unknown>;
    expect(checkCall(post, {}, { status: 200, body: stateless })).toEqual([
      expect.stringContaining("must have required property 'state'"),
    ]);
    expect(checkCall(post, {}, { status: 200, body: { ...stateless, state: 7 } })).toEqual([
      expect.stringContaining('/state must be string'),
    ]);
    expect(checkCall(post, {}, { status: 200, body: { ...(body as object), comitId: '' } })).toEqual([
      expect.stringContaining('must NOT have additional properties (comitId)'),
    ]);
    expect(checkCall(post, {}, { status: 204 })).toEqual([
      'pulls/create-review 204: GitHub describes no such status',
    ]);
    await github.close();
  });

  it('judges a request that was answered well, and no other', () => {
    const post = route('POST', '/repos/{owner}/{repo}/issues/{issue_number}/reactions');
    const isAbout = (said: string): boolean => said.includes('request');
    expect(checkCall(post, { content: 'thumbs' }, { status: 200, body: {} }).filter(isAbout)).toHaveLength(1);
    expect(checkCall(post, { content: '+1' }, { status: 200, body: {} }).filter(isAbout)).toEqual([]);
    expect(
      checkCall(post, { content: 'thumbs' }, { status: 422, body: { message: 'no' } }).filter(isAbout),
    ).toEqual([]);
  });
});

it('a double that drifts fails the test that uses it', async () => {
  const { github, bot, pull } = await setScene();
  pull.commits.length = 0;
  Object.assign(pull, { title: 7 });
  await bot('GET', '/repos/olga/proof/pulls/1');
  expect(github.drift).toEqual([expect.stringContaining('/title must be string')]);
  expect(() => github.assertClean()).toThrow('/title must be string');
  await expect(github.close()).rejects.toThrow('/title must be string');
});
