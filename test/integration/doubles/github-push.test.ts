import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { after, before, lines, setScene } from './github-scene.ts';
import type { Scene } from './github-scene.ts';

const run = promisify(execFile);
const comments = '/repos/olga/proof/pulls/1/comments';

describe('a push to the head branch', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene();
    const entries = [
      { path: 'a.ts', line: 5, body: 'added' },
      { path: 'a.ts', start_line: 27, line: 29, body: 'range' },
      { path: 'a.ts', line: 6, side: 'LEFT', body: 'removed' },
    ];
    await scene.bot('POST', '/repos/olga/proof/pulls/1/reviews', { event: 'COMMENT', comments: entries });
    await scene.bot('POST', comments, {
      commit_id: scene.pull.head.sha,
      path: 'a.ts',
      subject_type: 'file',
      body: 'file',
    });
  });
  afterAll(() => scene.github.close());

  const places = async () =>
    Object.fromEntries(
      (
        (await scene.bot('GET', comments)).body as {
          body: string;
          line: number | null;
          start_line: number | null;
        }[]
      ).map(({ body, line, start_line }) => [body, start_line === null ? line : [start_line, line]]),
    );

  it('moves the head, and says so', async () => {
    const before = scene.pull.head.sha;
    const sha = await scene.push([{ path: 'a.ts', content: `zero\n${after}` }]);
    expect(scene.pull.head.sha).toBe(sha);
    expect(scene.github.state.events.at(-1)).toMatchObject({
      name: 'pull_request',
      action: 'synchronize',
      payload: { number: 1, before, after: sha },
    });
    expect((await scene.bot('GET', '/repos/olga/proof/pulls/1')).body).toMatchObject({
      head: { sha },
      commits: 2,
    });
  });

  it('moves comments with their lines', async () => {
    expect(await places()).toEqual({ added: 6, range: [28, 30], removed: 6, file: null });
    expect(scene.github.state.reviewComments[0]).toMatchObject({ commitId: scene.pull.head.sha });
  });

  it('makes those outdated whose lines were changed, removed or left the diff', async () => {
    const rest = lines(40, { 5: 'FIVE', 6: null });
    await scene.push([{ path: 'a.ts', content: rest }]);
    expect(await places()).toEqual({ added: null, range: null, removed: 6, file: null });
    const [added, range] = (await scene.bot('GET', comments)).body as Record<string, unknown>[];
    expect(added).toMatchObject({ line: null, position: null, original_line: 5, original_position: 6 });
    expect(range).toMatchObject({ line: null, start_line: null, original_start_line: 27, original_line: 29 });
    expect(added?.['commit_id']).not.toBe(scene.pull.head.sha);
  });

  it('brings them back when it is forced to the old lines', async () => {
    const base = scene.pull.base.sha;
    await scene.push([{ path: 'a.ts', content: after }], base);
    expect(await places()).toEqual({ added: 5, range: [27, 29], removed: 6, file: null });
    expect((await scene.bot('GET', '/repos/olga/proof/pulls/1')).body).toMatchObject({ commits: 1 });
  });

  it.each([
    ['whose first line was changed', after.replace('line 28\n', 'LINE 28\n')],
    ['that another line came into', after.replace('line 28\n', 'line 28\nbetween\n')],
  ])('makes a range outdated %s', async (_name, content) => {
    await scene.push([{ path: 'a.ts', content }]);
    expect(await places()).toMatchObject({ added: 5, range: null });
    await scene.push([{ path: 'a.ts', content: after }]);
    expect(await places()).toMatchObject({ range: [27, 29] });
  });

  it('makes a comment outdated whose file was renamed or left the diff', async () => {
    await scene.push([
      { path: 'a.ts', content: null },
      { path: 'b.ts', content: after },
    ]);
    expect((await places())['added']).toBeNull();
    await scene.push([
      { path: 'b.ts', content: null },
      { path: 'a.ts', content: before },
      { path: 'c.ts', content: 'c\n' },
    ]);
    expect(scene.github.state.reviewComments.map(({ place }) => place)).toEqual([null, null, null, null]);
  });

  it('may come from git itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'github-push-'));
    const git = (...args: string[]) => run('git', args, { cwd: folder });
    await git('clone', '-q', '-b', 'topic', scene.github.cloneUrl('olga', 'proof'), '.');
    await writeFile(join(folder, 'a.ts'), after);
    await git('commit', '-qam', 'Back');
    await git('push', '-q');
    await scene.github.pushed('olga', 'proof', 'refs/heads/topic', 'alice');
    expect(scene.github.state.events.at(-1)).toMatchObject({ action: 'synchronize', sender: 'alice' });
    expect((await places())['added']).toBe(5);
    await expect(git('push', '-q', 'origin', 'HEAD:refs/pull/1/head')).rejects.toThrow();
    await rm(folder, { recursive: true });
  });

  it('changes nothing where the branch did not move', async () => {
    const count = scene.github.state.events.filter(({ action }) => action === 'synchronize').length;
    await scene.github.pushed('olga', 'proof', 'topic');
    await scene.github.pushed('olga', 'proof', 'main');
    expect(scene.github.state.events.filter(({ action }) => action === 'synchronize')).toHaveLength(count);
  });
});
