import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGitBlobReader } from '../../../src/git/create-git-blob-reader.ts';
import { createGitChangeSource } from '../../../src/git/create-git-change-source.ts';
import { fetchCommits, type FetchOptions } from '../../../src/git/mirror/fetch-commits.ts';
import { serveGit } from '../../doubles/git-http.ts';
import { makeFolder, makeRepository, openRepository } from './make-repository.ts';

const folder = makeFolder();
const seen: { readonly path: string; readonly authorization: string | undefined }[] = [];
const token = 'Basic c2VjcmV0OnRva2Vu';
let server: Server;
let url = '';
let commits: string[] = [];

beforeAll(async () => {
  const work = makeRepository(join(folder, 'work'));
  commits = ['one\n', 'one\ntwo\n', 'one\ntwo\nthree\n'].map((text) => work.commit({ 'a.txt': text }));
  work.git('clone', '-q', '--bare', '.', join(folder, 'repositories/owner/name.git'));
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    seen.push({ path, authorization: request.headers.authorization });
    if (path.startsWith('/moved/')) {
      response.writeHead(301, { location: path.replace('/moved/', '/owner/') }).end();
      return;
    }
    if (request.headers.authorization !== token) response.writeHead(401).end();
    else serveGit(request, response, path, { root: join(folder, 'repositories') });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/owner/name.git`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('commits in a bare repository of our own', () => {
  it('are compared without their history', async () => {
    const mirror = join(folder, 'mirror');
    const [base = '', , head = ''] = commits;
    await fetchCommits(options(mirror, [base, head, base]));
    const source = await createGitChangeSource({
      cwd: mirror,
      env: process.env,
      selection: { kind: 'trees', base, head, title: 'pull request 1' },
    });
    const change = await source.read(AbortSignal.timeout(10_000));
    const blobs = createGitBlobReader({ root: source.root, env: process.env, head: 'objects' });
    const [file] = change.files;
    expect(file?.hunks[0]?.lines.map(({ side, text }) => `${side} ${text}`)).toEqual([
      'both one',
      'head two',
      'head three',
    ]);
    expect(file && (await blobs.read(file, 'head', 1000))).toBe('one\ntwo\nthree\n');
    expect([source.title, source.headCommit, await source.baseTree()]).toEqual([
      'pull request 1',
      head,
      base,
    ]);
    await blobs.close();
    expect(openRepository(mirror).git('rev-list', '--all', '--count').trim()).toBe('2');
  });

  it('are not asked for twice', async () => {
    const mirror = join(folder, 'twice');
    await fetchCommits(options(mirror, commits.slice(0, 1)));
    const before = seen.length;
    await fetchCommits(options(mirror, commits.slice(0, 1)));
    expect(seen.length).toBe(before);
    await fetchCommits(options(mirror, commits.slice(0, 2)));
    expect(seen.length).toBeGreaterThan(before);
  });

  it('come without the token standing in an argument, a file or a message', async () => {
    const mirror = join(folder, 'quiet');
    const started: string[] = [];
    await fetchCommits({
      ...options(mirror, commits.slice(0, 1)),
      onProcess: (args) => started.push(args.join(' ')),
    });
    expect(seen.at(-1)?.authorization).toBe(token);
    expect(started.join('\n')).not.toContain('c2VjcmV0');
    expect(readFileSync(join(mirror, 'config'), 'utf8')).not.toContain('c2VjcmV0');
    const unknown = fetchCommits(options(mirror, ['0'.repeat(39) + '1']));
    await expect(unknown).rejects.toSatisfy(
      (error: Error) => !JSON.stringify([error.message, error]).includes('c2VjcmV0'),
    );
  });

  it('that are not there are a failure of git, and so is a wrong token', async () => {
    const mirror = join(folder, 'missing');
    await expect(fetchCommits(options(mirror, ['0'.repeat(39) + '1']))).rejects.toMatchObject({
      code: 'git-failed',
    });
    await expect(
      fetchCommits({ ...options(mirror, commits), authorization: undefined }),
    ).rejects.toMatchObject({ code: 'git-failed' });
  });

  it('are not fetched from where a redirect leads, which would get the token', async () => {
    const mirror = join(folder, 'moved');
    const before = seen.length;
    await expect(
      fetchCommits({ ...options(mirror, commits), url: url.replace('/owner/', '/moved/') }),
    ).rejects.toMatchObject({ code: 'git-failed' });
    expect(seen.slice(before).map(({ path }) => path.split('/')[1])).toEqual(['moved']);
  });
});

function options(mirror: string, wanted: readonly string[]): FetchOptions {
  return {
    folder: mirror,
    url,
    commits: wanted,
    authorization: token,
    env: process.env,
    signal: AbortSignal.timeout(20_000),
  };
}
