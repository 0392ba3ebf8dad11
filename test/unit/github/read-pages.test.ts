import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { readPages } from '../../../src/github/client/read-pages.ts';
import { baseUrl, failureOf, json, scriptedClient, type Sent } from './scripted-fetch.ts';

const { signal } = new AbortController();

function read(answer: (sent: Sent) => Response, maxPages = 10) {
  const scripted = scriptedClient(answer);
  const pages = readPages({
    client: scripted.client,
    route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
    parameters: { owner: 'octo', repo: 'shop', issue_number: 7 },
    item: z.number(),
    what: 'comments',
    maxPages,
    signal,
  });
  return { ...scripted, pages };
}

const next = (query: string, host = baseUrl) => ({
  link: `<${host}/repositories/1/issues/7/comments?${query}>; rel="next", <${host}/x?page=9>; rel="last"`,
});

describe('a list in pages', () => {
  it('is read as long as a next one is named, whatever their sizes', async () => {
    const lists = [[1, 2], [], [3]];
    const { pages, sent } = read(({ query }) => {
      const page = Number(query.get('page') ?? '1');
      return json(lists[page - 1], 200, page < 3 ? next(`per_page=100&page=${page + 1}`) : {});
    });
    expect(await pages).toEqual({ items: [1, 2, 3], isWhole: true });
    expect(sent.map(({ query }) => [query.get('per_page'), query.get('page')])).toEqual([
      ['100', null],
      ['100', '2'],
      ['100', '3'],
    ]);
  });

  it('follows cursors too', async () => {
    const { pages } = read(({ query }) =>
      query.get('after') === 'abc=' ? json([2]) : json([1], 200, next('after=abc%3D')),
    );
    expect((await pages).items).toEqual([1, 2]);
  });

  it('takes nothing but the page from the address of the next', async () => {
    const { pages, sent } = read(({ query }) =>
      query.has('page')
        ? json([2])
        : json([1], 200, next('page=2&owner=mallory&per_page=1', 'https://evil.example')),
    );
    expect((await pages).items).toEqual([1, 2]);
    expect(sent[1]?.url).toBe(`${baseUrl}/repos/octo/shop/issues/7/comments?per_page=100&page=2`);
  });

  it('ends where it is told to, and says so', async () => {
    const { pages, sent } = read(() => json([1], 200, next('page=2')), 4);
    expect(await pages).toEqual({ items: [1, 1, 1, 1], isWhole: false });
    expect(sent).toHaveLength(4);
  });

  it.each([{ items: [] }, ['x'], 'text', null, new Array(101).fill(1)])('is none: %j', async (body) => {
    expect((await failureOf(read(() => json(body)).pages)).code).toBe('forge-unreachable');
  });

  it('is read again where half of it came as if it were all', async () => {
    const half = new Response('[1, 2', { headers: { 'content-type': 'application/json' } });
    const answers = [half, json([1, 2])];
    const { pages } = read(() => answers.shift() ?? json([]));
    expect((await pages).items).toEqual([1, 2]);
  });
});
