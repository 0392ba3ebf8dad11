import { describe, expect, it } from 'vitest';
import { readMergeBase } from '../../../src/github/read-merge-base.ts';
import { readPullRequest } from '../../../src/github/read-pull-request.ts';
import { address, failureOf, json, scriptedClient } from './scripted-fetch.ts';

const { signal } = new AbortController();
const sha = (digit: string) => digit.repeat(40);
const end = (ref: string, digit: string, name: string | null = 'octo/shop') => ({
  ref,
  sha: sha(digit),
  repo: name === null ? null : { full_name: name },
});
const pull = {
  number: 7,
  html_url: 'https://github.test/octo/shop/pull/7',
  title: 'Sell "more" <b>\u202e',
  state: 'open',
  draft: false,
  merged_at: null,
  user: { login: 'alice' },
  base: end('main', 'a'),
  head: end('topic', 'b'),
};
const read = (body: unknown) => readPullRequest(scriptedClient([json(body)]).client, address, signal);

describe('a pull request', () => {
  it('is read with one request', async () => {
    const { client, sent } = scriptedClient([json(pull)]);
    expect(await readPullRequest(client, address, signal)).toEqual({
      repository: 'octo/shop',
      number: 7,
      url: pull.html_url,
      title: pull.title,
      author: 'alice',
      state: 'open',
      isDraft: false,
      base: { ref: 'main', sha: sha('a'), repository: 'octo/shop' },
      head: { ref: 'topic', sha: sha('b'), repository: 'octo/shop' },
      isFork: false,
    });
    expect(sent.map(({ path }) => path)).toEqual(['/repos/octo/shop/pulls/7']);
  });

  it.each([
    ['of a fork', { head: end('x', 'c', 'mallory/shop') }, { isFork: true }],
    ['of a repository that is gone', { head: end('x', 'c', null) }, { isFork: true }],
    ['of an account that is gone', { user: null }, { author: 'ghost' }],
    ['that is a draft', { draft: true }, { isDraft: true }],
    ['that is closed', { state: 'closed' }, { state: 'closed' }],
    ['that is merged', { state: 'closed', merged_at: '2026-11-22T12:00:00Z' }, { state: 'merged' }],
  ])('%s', async (_, change, expected) => {
    expect(await read({ ...pull, ...change })).toMatchObject(expected);
  });

  it.each([
    ['a page', '<html>Hello</html>'],
    ['nothing', null],
    ['a list', []],
    ['a SHA that is an option', { ...pull, head: { ...pull.head, sha: '--upload-pack=touch x' } }],
    ['a SHA that is cut', { ...pull, head: { ...pull.head, sha: 'abc' } }],
    ['an address that runs', { ...pull, html_url: 'javascript:alert(1)' }],
    ['no base', { ...pull, base: undefined }],
  ])('is none when %s comes', async (_, body) => {
    const failure = await failureOf(read(body));
    expect([failure.code, failure.todo]).toEqual([
      'forge-unreachable',
      expect.stringContaining('address of the API'),
    ]);
  });

  it('that is not there is not found', async () => {
    const { client } = scriptedClient([json({ message: 'Not Found' }, 404)]);
    expect((await failureOf(readPullRequest(client, address, signal))).code).toBe('forge-not-found');
  });
});

describe('the merge base', () => {
  const asked = { base: { sha: sha('a') }, head: { sha: sha('b') } } as never;

  it('is asked for by SHA, without the files', async () => {
    const { client, sent } = scriptedClient([json({ merge_base_commit: { sha: sha('c') } })]);
    expect(await readMergeBase(client, address, asked, signal)).toBe(sha('c'));
    expect(decodeURIComponent(sent[0]?.path ?? '')).toBe(
      `/repos/octo/shop/compare/${sha('a')}...${sha('b')}`,
    );
    expect(sent[0]?.query.get('page')).toBe('2');
  });

  it('is read with the files where the second page says nothing', async () => {
    const { client, sent } = scriptedClient([
      json({ commits: [] }),
      json({ merge_base_commit: { sha: sha('c') } }),
    ]);
    expect(await readMergeBase(client, address, asked, signal)).toBe(sha('c'));
    expect(sent[1]?.query.get('page')).toBe('1');
  });

  it('is not found where the two have nothing in common, or the head is gone', async () => {
    const { client } = scriptedClient([json({ message: 'No common ancestor' }, 404)]);
    expect((await failureOf(readMergeBase(client, address, asked, signal))).code).toBe('forge-not-found');
  });
});
