import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommittedFile } from '../../doubles/github/git/commit-files.ts';
import { after, before, lines, setScene } from './github-scene.ts';
import type { Scene } from './github-scene.ts';

const pulls = '/repos/olga/proof/pulls';
const submodule = (digit: string) => digit.repeat(40);

const base: CommittedFile[] = [
  { path: 'a.ts', content: before },
  { path: 'gone.ts', content: 'x\n' },
  { path: 'old name.ts', content: lines(20) },
  { path: 'mode.sh', content: 'echo\n' },
  { path: 'image.png', content: Buffer.from([0, 1, 2]) },
  { path: 'crlf.txt', content: 'a\r\nb\r\n' },
  { path: 'lib', content: submodule('1'), mode: '160000' },
  { path: 'link', content: 'a.ts', mode: '120000' },
];
const head: CommittedFile[] = [
  { path: 'a.ts', content: after },
  { path: 'gone.ts', content: null },
  { path: 'old name.ts', content: null },
  { path: 'new/ñame "q".ts', content: lines(20, { 3: 'drei' }) },
  { path: 'mode.sh', content: 'echo\n', mode: '100755' },
  { path: 'image.png', content: Buffer.from([0, 1, 3]) },
  { path: 'crlf.txt', content: 'a\r\nB\r\n' },
  { path: 'open.txt', content: 'no newline' },
  { path: 'empty.txt', content: '' },
  { path: 'lib', content: submodule('2'), mode: '160000' },
  { path: 'link', content: 'now a file\n' },
];

describe('pull requests of the double', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene(base, head);
  });
  afterAll(() => scene.github.close());

  it('lists files with the patches of real git', async () => {
    const { body } = await scene.bot('GET', `${pulls}/1/files`);
    const files = new Map((body as { filename: string }[]).map((file) => [file.filename, file]));
    expect(files.get('a.ts')).toMatchObject({ status: 'modified', additions: 2, deletions: 3, changes: 5 });
    expect((files.get('a.ts') as { patch?: string }).patch).toMatch(/^@@ -2,8 \+2,7 @@ line 1\n line 2\n/);
    expect(files.get('gone.ts')).toMatchObject({ status: 'removed', patch: '@@ -1 +0,0 @@\n-x' });
    expect(files.get('new/ñame "q".ts')).toMatchObject({
      status: 'renamed',
      previous_filename: 'old name.ts',
      additions: 1,
    });
    expect(files.get('mode.sh')).toMatchObject({ status: 'modified', changes: 0 });
    expect(files.get('mode.sh')).not.toHaveProperty('patch');
    expect(files.get('image.png')).not.toHaveProperty('patch');
    expect(files.get('crlf.txt')).toMatchObject({ patch: '@@ -1,2 +1,2 @@\n a\r\n-b\r\n+B\r' });
    expect(files.get('open.txt')).toMatchObject({
      status: 'added',
      patch: '@@ -0,0 +1 @@\n+no newline\n\\ No newline at end of file',
    });
    expect(files.get('empty.txt')).not.toHaveProperty('patch');
    expect(files.get('lib')).toMatchObject({
      patch: expect.stringContaining('+Subproject commit 2222') as string,
    });
    expect(files.get('link')).toMatchObject({ status: 'changed' });
  });

  it('counts what the pull request changes', async () => {
    const { status, body } = await scene.bot('GET', `${pulls}/1`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      changed_files: 10,
      commits: 1,
      comments: 0,
      review_comments: 0,
      state: 'open',
    });
    expect(body).toMatchObject({ head: { ref: 'topic', sha: scene.pull.head.sha }, base: { ref: 'main' } });
  });

  it('gives the diff and the patch that git prints', async () => {
    const diff = await scene.bot('GET', `${pulls}/1`, undefined, {
      accept: 'application/vnd.github.v3.diff',
    });
    const patch = await scene.bot('GET', `${pulls}/1`, undefined, { accept: 'application/vnd.github.patch' });
    expect(diff.headers.get('content-type')).toContain('application/vnd.github.diff');
    expect(diff.body).toMatch(/^diff --git a\/a\.ts b\/a\.ts\n/);
    expect(diff.body).toContain('rename from old name.ts\nrename to "new/\\303\\261ame \\"q\\".ts"');
    expect(patch.body).toMatch(/^From [0-9a-f]{40} /);
  });

  it('compares two commits, with their merge base', async () => {
    const { body } = await scene.bot('GET', '/repos/olga/proof/compare/main...topic');
    expect(body).toMatchObject({
      status: 'ahead',
      ahead_by: 1,
      behind_by: 0,
      total_commits: 1,
      merge_base_commit: { sha: scene.pull.base.sha },
    });
    expect((body as { files: unknown[] }).files).toHaveLength(10);
    expect((await scene.bot('GET', '/repos/olga/proof/compare/main...nowhere')).status).toBe(404);
  });

  it('pages by 30, at most by 100, and links the pages', async () => {
    const first = await scene.bot('GET', `${pulls}/1/files?per_page=4`);
    expect(first.body).toHaveLength(4);
    const links = first.headers.get('link') ?? '';
    expect(links).toMatch(/<[^>]*page=2[^>]*>; rel="next", <[^>]*page=3[^>]*>; rel="last"/);
    const next = /<([^>]*)>; rel="next"/.exec(links)?.[1] ?? '';
    const second = await scene.bot('GET', next);
    expect(second.body).toHaveLength(4);
    expect(second.headers.get('link')).toContain('rel="prev"');
    expect((await scene.bot('GET', `${pulls}/1/files?per_page=4&page=9`)).body).toEqual([]);
  });

  it('answers 304 to a tag that still holds, and not after a change', async () => {
    const first = await scene.bot('GET', `${pulls}/1`);
    const etag = first.headers.get('etag') ?? '';
    const again = await scene.bot('GET', `${pulls}/1`, undefined, { 'if-none-match': etag });
    expect([again.status, again.body]).toEqual([304, undefined]);
    await scene.alice('PATCH', `${pulls}/1`, { title: 'Another title' });
    const changed = await scene.bot('GET', `${pulls}/1`, undefined, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
  });

  it('is an Enterprise server too, in its links as well', async () => {
    const { body, status } = await scene.bot('GET', `/api/v3${pulls}?per_page=1`);
    expect(status).toBe(200);
    expect(body).toMatchObject([{ url: `${scene.github.url}/api/v3${pulls}/1` }]);
  });

  it('reads contents as JSON, as a directory and raw, at any commit', async () => {
    const file = await scene.bot('GET', '/repos/olga/proof/contents/crlf.txt?ref=topic');
    expect(Buffer.from((file.body as { content: string }).content, 'base64').toString()).toBe('a\r\nB\r\n');
    const raw = await scene.bot('GET', '/repos/olga/proof/contents/a.ts', undefined, {
      accept: 'application/vnd.github.raw+json',
    });
    expect(raw.body).toBe(before);
    const root = await scene.bot('GET', '/repos/olga/proof/contents');
    expect((root.body as { type: string }[]).map(({ type }) => type)).toContain('submodule');
    expect((await scene.bot('GET', '/repos/olga/proof/contents/nowhere')).status).toBe(404);
  });

  it('shows commits, trees, blobs and references', async () => {
    const { sha } = scene.pull.head;
    const commit = await scene.bot('GET', `/repos/olga/proof/commits/${sha}`);
    expect(commit.body).toMatchObject({ sha, stats: { additions: expect.any(Number) as number } });
    const git = await scene.bot('GET', `/repos/olga/proof/git/commits/${sha}`);
    const { tree } = git.body as { tree: { sha: string } };
    const listed = await scene.bot('GET', `/repos/olga/proof/git/trees/${tree.sha}?recursive=1`);
    const blob = (listed.body as { tree: { path: string; sha: string }[] }).tree.find(
      ({ path }) => path === 'open.txt',
    );
    const content = await scene.bot('GET', `/repos/olga/proof/git/blobs/${blob?.sha ?? ''}`);
    expect(Buffer.from((content.body as { content: string }).content, 'base64').toString()).toBe(
      'no newline',
    );
    const ref = await scene.bot('GET', '/repos/olga/proof/git/ref/heads/topic');
    expect(ref.body).toMatchObject({ object: { sha } });
    expect((await scene.bot('GET', `${pulls}/1/commits`)).body).toMatchObject([{ sha }]);
  });

  it('fetches the head as `refs/pull/1/head`', async () => {
    const { git } = scene.github.inside;
    const out = await git.run('olga/proof', ['ls-remote', git.path('olga/proof'), 'refs/pull/1/head']);
    expect(out.toString()).toContain(scene.pull.head.sha);
  });

  it('knows users and what they may do', async () => {
    expect((await scene.alice('GET', '/user')).body).toMatchObject({ login: 'alice', type: 'User' });
    expect((await scene.bot('GET', '/user')).status).toBe(403);
    const permission = async (login: string) =>
      (await scene.bot('GET', `/repos/olga/proof/collaborators/${login}/permission`)).body as {
        permission: string;
      };
    expect((await permission('olga')).permission).toBe('admin');
    expect((await permission('carl')).permission).toBe('write');
    expect((await permission('mallory')).permission).toBe('read');
  });

  it('answers what it does not know with 404 in the shape of the forge', async () => {
    const { status, body, headers } = await scene.bot('GET', `${pulls}/99`);
    expect(status).toBe(404);
    expect(body).toMatchObject({ message: 'Not Found', status: '404' });
    expect(headers.get('x-github-request-id')).not.toBeNull();
  });
});

describe('limits of a diff', () => {
  it('refuses more than 300 files in one piece, but lists them', async () => {
    const many = Array.from({ length: 301 }, (_, at) => ({ path: `f/${at}.txt`, content: `${at}\n` }));
    const scene = await setScene([{ path: 'a.ts', content: before }], many);
    const diff = await scene.bot('GET', `${pulls}/1`, undefined, { accept: 'application/vnd.github.diff' });
    expect(diff.status).toBe(406);
    expect(diff.body).toMatchObject({
      errors: [{ code: 'too_large', field: 'diff', resource: 'PullRequest' }],
    });
    const files = await scene.bot('GET', `${pulls}/1/files?per_page=1000&page=4`);
    expect(files.body).toHaveLength(1);
    const compared = await scene.bot('GET', '/repos/olga/proof/compare/main...topic');
    expect((compared.body as { files: unknown[] }).files).toHaveLength(300);
    await scene.github.close();
  });

  it('lists 3,000 files and not one more', async () => {
    const many = Array.from({ length: 3001 }, (_, at) => ({ path: `f/${at}.txt`, content: `${at}\n` }));
    const scene = await setScene([{ path: 'a.ts', content: before }], many);
    expect((await scene.bot('GET', `${pulls}/1`)).body).toMatchObject({ changed_files: 3001 });
    const last = await scene.bot('GET', `${pulls}/1/files?per_page=100&page=30`);
    expect(last.body).toHaveLength(100);
    expect((await scene.bot('GET', `${pulls}/1/files?per_page=100&page=31`)).body).toEqual([]);
    await scene.github.close();
  });

  it.each([
    ['20,001 lines', lines(20_001)],
    ['more than a megabyte', `${'x'.repeat(1024 * 1024)}\n`],
  ])('refuses %s and leaves the patch of the file out', async (_name, content) => {
    const scene = await setScene([{ path: 'a.ts', content: before }], [{ path: 'big.txt', content }]);
    const diff = await scene.bot('GET', `${pulls}/1`, undefined, { accept: 'application/vnd.github.diff' });
    expect(diff.status).toBe(406);
    const [file] = (await scene.bot('GET', `${pulls}/1/files`)).body as unknown[];
    expect(file).toMatchObject({ filename: 'big.txt', status: 'added' });
    expect(file).not.toHaveProperty('patch');
    await scene.github.close();
  });
});

describe('the life of a pull request', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene();
  });
  afterAll(() => scene.github.close());

  it('is found by state, head and base', async () => {
    const found = async (query: string) =>
      ((await scene.bot('GET', `${pulls}?${query}`)).body as unknown[]).length;
    expect(await found('head=olga:topic&base=main')).toBe(1);
    expect(await found('head=olga:other')).toBe(0);
    expect(await found('state=closed')).toBe(0);
  });

  it('is opened by the API where there is something to merge, once', async () => {
    const { git } = scene.github.inside;
    await git.run('olga/proof', ['update-ref', 'refs/heads/same', 'refs/heads/main']);
    const open = (body: unknown) => scene.alice('POST', pulls, body);
    expect((await open({ title: 't', head: 'same', base: 'main' })).status).toBe(422);
    expect((await open({ title: 't', head: 'topic', base: 'main' })).status).toBe(422);
    expect((await open({ title: 't', head: 'nowhere', base: 'main' })).status).toBe(422);
    await scene.github.commit('olga', 'proof', { branch: 'same', files: [{ path: 'b', content: 'b\n' }] });
    const opened = await open({ title: 't', head: 'same', base: 'main', draft: true });
    expect(opened.status).toBe(201);
    expect(opened.body).toMatchObject({ number: 2, draft: true, mergeable_state: 'draft' });
  });

  it('is closed, reopened, made ready and merged, with an event each', async () => {
    const second = scene.github.pull('olga', 'proof', 2);
    const before = scene.github.state.events.length;
    await scene.alice('PATCH', `${pulls}/2`, { state: 'closed' });
    expect((await scene.bot('GET', `${pulls}/2`)).body).toMatchObject({ state: 'closed', merged: false });
    await scene.alice('PATCH', `${pulls}/2`, { state: 'open' });
    expect((await scene.olga('PUT', `${pulls}/2/merge`)).status).toBe(405);
    scene.github.setDraft(second, false);
    expect((await scene.olga('PUT', `${pulls}/2/merge`)).body).toMatchObject({ merged: true });
    expect((await scene.bot('GET', `${pulls}/2`)).body).toMatchObject({ state: 'closed', merged: true });
    expect(scene.github.state.events.slice(before).map(({ action }) => action)).toEqual([
      'closed',
      'reopened',
      'ready_for_review',
      'closed',
    ]);
  });

  it('may be changed by its author and people with write access alone', async () => {
    expect((await scene.mallory('PATCH', `${pulls}/1`, { title: 'x' })).status).toBe(403);
    expect((await scene.alice('PATCH', `${pulls}/1`, { title: 3 })).status).toBe(422);
    expect((await scene.olga('PATCH', `${pulls}/1`, { body: 'because' })).body).toMatchObject({
      body: 'because',
    });
  });

  it('comes from a fork, too', async () => {
    const { github } = scene;
    await github.createRepository({ owner: 'mallory', name: 'proof', forkOf: 'olga/proof' });
    await github.commit('mallory', 'proof', { branch: 'main', files: [{ path: 'evil', content: 'x\n' }] });
    const pull = await github.createPullRequest({
      owner: 'olga',
      repo: 'proof',
      head: 'main',
      headRepository: 'mallory/proof',
      author: 'mallory',
    });
    const { body } = await scene.bot('GET', `${pulls}/${pull.number}`);
    expect(body).toMatchObject({
      head: { label: 'mallory:main', repo: { full_name: 'mallory/proof', fork: true } },
    });
    expect((await scene.bot('GET', `${pulls}/${pull.number}/files`)).body).toMatchObject([
      { filename: 'evil' },
    ]);
  });

  it('ends with its branch', async () => {
    await scene.github.inside.git.run('olga/proof', ['update-ref', '-d', 'refs/heads/topic']);
    await scene.github.pushed('olga', 'proof', 'topic');
    expect((await scene.bot('GET', `${pulls}/1`)).body).toMatchObject({ state: 'closed', merged: false });
    expect((await scene.bot('GET', `${pulls}/1/files`)).body).toHaveLength(1);
  });

  it('has labels', async () => {
    const labels = '/repos/olga/proof/issues/1/labels';
    expect((await scene.bot('POST', labels, { labels: ['bug', 'bug'] })).body).toMatchObject([
      { name: 'bug' },
    ]);
    expect((await scene.bot('GET', `${pulls}/1`)).body).toMatchObject({ labels: [{ name: 'bug' }] });
    expect((await scene.bot('DELETE', `${labels}/bug`)).body).toEqual([]);
  });
});
