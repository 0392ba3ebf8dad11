import { afterEach, describe, expect, it } from 'vitest';
import { createGitHubClient } from '../../../src/github/client/create-client.ts';
import { renderCommentMarker } from '../../../src/github/comment-format/render-comment-marker.ts';
import { createPullSource } from '../../../src/github/create-pull-source.ts';
import { createReading } from '../../../src/github/create-reading.ts';
import { silentLog } from '../../../src/log.ts';
import { failureOf, virtualTime } from '../../unit/github/scripted-fetch.ts';
import { lines, setScene, type Scene } from '../doubles/github-scene.ts';

const { signal } = new AbortController();
const opened: Scene[] = [];

afterEach(async () => {
  for (const { github } of opened.splice(0)) {
    github.assertClean();
    await github.close();
  }
});

async function open(...files: Parameters<typeof setScene>) {
  const scene = await setScene(...files);
  opened.push(scene);
  return scene;
}

function reader({ github, pull }: Scene, token = 'bot', base = '') {
  const time = virtualTime();
  const options = { baseUrl: github.url + base, token, log: silentLog, userAgent: 'galley/test', time };
  const client = createGitHubClient(options);
  const address = { owner: 'olga', repo: 'proof', number: pull.number };
  const login = token === 'bot' ? 'galley[bot]' : undefined;
  const { reading, own } = createReading({ client, address, login, configuration: '', log: silentLog });
  return { client, reading, own, time, source: createPullSource({ client, address, log: silentLog }) };
}

const marker = (n: number) =>
  renderCommentMarker({
    ...{ fingerprint: n.toString(16).padStart(16, '0'), status: 'open', head: 'a'.repeat(40) },
    ...{ prompt: 'p', quoteHash: '', quoteLines: 1 },
  });

/** A review of ours: one comment on each of these lines of `a.ts`. */
async function review({ bot, pull }: Scene, at: readonly number[]): Promise<number[]> {
  const path = `/repos/olga/proof/pulls/${pull.number}`;
  const comments = at.map((line) => ({
    path: 'a.ts',
    line,
    side: 'RIGHT',
    body: `${marker(line)}\nFinding`,
  }));
  const made = await bot('POST', `${path}/reviews`, { event: 'COMMENT', body: 'Review', comments });
  expect(made.status).toBe(200);
  const list = await bot('GET', `${path}/comments?per_page=100`);
  return (list.body as { id: number }[]).map(({ id }) => id);
}

describe('a pull request on the double', () => {
  it.each(['', '/api/v3'])(
    'is read, with its merge base and an empty conversation (below %j)',
    async (base) => {
      const scene = await open();
      const { reading } = reader(scene, 'bot', base);
      const before = scene.github.requests.length;
      const pull = await reading.readPullRequest(signal);
      const mergeBase = await reading.readMergeBase(pull, signal);
      const conversation = await reading.readConversation(pull, signal);
      expect(pull).toMatchObject({ repository: 'olga/proof', author: 'alice', state: 'open', isFork: false });
      expect(mergeBase).toBe(pull.base.sha);
      expect(conversation).toEqual({ summary: undefined, comments: [], dismissals: [] });
      expect(scene.github.requests.length - before).toBe(4);
    },
  );

  it('is counted from where it began, though its base moves', async () => {
    const scene = await open();
    const began = (await reader(scene).reading.readPullRequest(signal)).base.sha;
    await scene.github.commit('olga', 'proof', { branch: 'main', files: [{ path: 'b.ts', content: 'x\n' }] });
    const { reading } = reader(scene);
    expect(await reading.readMergeBase(await reading.readPullRequest(signal), signal)).toBe(began);
  });

  it('is read past a drop, a 502, half an answer and a limit', async () => {
    const scene = await open();
    const faults = [
      { kind: 'drop' },
      { kind: 'status', status: 502 },
      { kind: 'half-json' },
      { kind: 'secondary-limit', retryAfter: 3 },
    ] as const;
    scene.github.faults.plan(faults.map((fault, index) => ({ method: 'GET', nth: index + 1, fault })));
    const { reading, time } = reader(scene);
    expect((await reading.readPullRequest(signal)).author).toBe('alice');
    expect(time.waits).toContain(3000);
    scene.github.faults.assertAllFired();
  });

  it('may be read only: a write names the permission that is missing', async () => {
    const scene = await open();
    const permissions = { metadata: 'read', pull_requests: 'read' } as const;
    scene.github.tokens.set('poor', { login: 'poor[bot]', type: 'Bot', permissions });
    const { reading, client } = reader(scene, 'poor');
    expect((await reading.readPullRequest(signal)).author).toBe('alice');
    const body = {
      owner: 'olga',
      repo: 'proof',
      pull_number: scene.pull.number,
      body: 'x',
      event: 'COMMENT',
    } as const;
    const failure = await failureOf(client.rest.pulls.createReview(body));
    expect([failure.code, failure.message]).toEqual([
      'forge-forbidden',
      'The token may not do this: it needs pull-requests: write.',
    ]);
  });

  it('is not shown to a token that is none', async () => {
    const failure = await failureOf(reader(await open(), 'nobody').reading.readPullRequest(signal));
    expect(failure.code).toBe('forge-unauthorised');
  });
});

describe('a conversation on the double', () => {
  it('tells what people of weight dismissed, in words, by thumbs and by resolving', async () => {
    const scene = await open();
    const [first = 0, second = 0, third = 0, fourth = 0] = await review(scene, [5, 28, 29, 30]);
    const pulls = '/repos/olga/proof/pulls';
    const path = `${pulls}/${scene.pull.number}`;
    await scene.olga('POST', `${path}/comments/${first}/replies`, { body: '/galley dismiss known' });
    await scene.mallory('POST', `${path}/comments/${second}/replies`, { body: '/galley dismiss mine' });
    await scene.olga('POST', `${pulls}/comments/${third}/reactions`, { content: '-1' });
    resolve(scene, fourth);
    const { reading } = reader(scene);
    const { comments, dismissals } = await reading.readConversation(
      await reading.readPullRequest(signal),
      signal,
    );
    expect(comments.map(({ id, isAnswered }) => [id, isAnswered])).toEqual([
      [first, true],
      [second, true],
      [third, false],
      [fourth, false],
    ]);
    expect(
      dismissals.map(({ fingerprint, by, role, how }) => [fingerprint.slice(-2), by, role, how]),
    ).toEqual([
      ['05', 'olga', 'maintainer', 'command'],
      ['1d', 'olga', 'maintainer', 'reaction'],
    ]);
  });

  it('holds more than a hundred comments of ours', async () => {
    const added = Array.from({ length: 130 }, (_, index) => `row ${index}\n`).join('');
    const scene = await open([{ path: 'a.ts', content: '' }], [{ path: 'a.ts', content: added }]);
    for (const from of [1, 51, 101])
      await review(
        scene,
        Array.from({ length: 30 + (from < 101 ? 20 : 0) }, (_, n) => from + n),
      );
    const { reading, own } = reader(scene);
    const { comments } = await reading.readConversation(await reading.readPullRequest(signal), signal);
    expect(new Set(comments.map(({ fingerprint }) => fingerprint)).size).toBe(130);
    expect((await own.comments(signal)).length).toBe(100);
  });

  it('is ours by the login of a person whose token it is', async () => {
    const scene = await open();
    const path = `/repos/olga/proof/pulls/${scene.pull.number}`;
    const body = {
      body: `${marker(1)}\nx`,
      path: 'a.ts',
      line: 5,
      side: 'RIGHT',
      commit_id: scene.pull.head.sha,
    };
    expect((await scene.olga('POST', `${path}/comments`, body)).status).toBe(201);
    expect((await scene.mallory('POST', `${path}/comments`, body)).status).toBe(201);
    const { reading } = reader(scene, 'olga');
    const { comments } = await reading.readConversation(await reading.readPullRequest(signal), signal);
    expect(comments).toHaveLength(1);
  });
});

describe('a change on the double', () => {
  it('is its diff', async () => {
    const scene = await open();
    const { files, context } = await reader(scene).source.read(signal);
    expect([files.map(({ path }) => path), context]).toEqual([['a.ts'], 'hunk']);
    expect(files[0]?.hunks).toHaveLength(2);
  });

  it('is its list of files beyond 300 of them, line for line the same', async () => {
    const names = Array.from({ length: 302 }, (_, index) => `f${index}.ts`);
    const changed = (text: string) => [
      ...names.map((path) => ({ path, content: text })),
      { path: 'odd "name" é.ts', content: `${text}no newline` },
    ];
    const scene = await open(changed(lines(10)), changed(lines(10, { 3: 'x', 7: null })));
    const { files } = await reader(scene).source.read(signal);
    expect(files).toHaveLength(303);
    expect(files.every(({ hunks, unread }) => hunks.length === 1 && unread === undefined)).toBe(true);
    expect(files.some(({ path }) => path === 'odd "name" é.ts')).toBe(true);
    expect(files[0]?.hunks[0]?.lines.filter(({ side }) => side !== 'both').map(({ text }) => text)).toEqual([
      'line 3',
      'x',
      'line 7',
    ]);
  });
});

/** As alice, who wrote the pull request and may not write to the repository, does on its page. */
function resolve(scene: Scene, comment: number): void {
  const thread = scene.github.state.threads.find(({ comments }) => comments.includes(comment));
  if (thread === undefined) throw new Error('no such thread');
  Object.assign(thread, { resolved: true, resolvedBy: 'alice' });
}
