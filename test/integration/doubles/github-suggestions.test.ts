import { describe, expect, it } from 'vitest';
import type { CommittedFile } from '../../doubles/github/git/commit-files.ts';
import { after, before, setScene } from './github-scene.ts';
import type { Scene } from './github-scene.ts';

const suggest = (...lines: string[]) => ['```suggestion', ...lines, '```'].join('\n');
const reviews = '/repos/olga/proof/pulls/1/reviews';

/** Posts the comments as one review and gives their ids. */
async function post(
  scene: Scene,
  comments: object[],
  event: 'COMMENT' | 'pending' = 'COMMENT',
): Promise<number[]> {
  const entries = comments.map((comment) => ({ path: 'a.ts', ...comment }));
  const { status, body } = await scene.bot('POST', reviews, {
    ...(event === 'pending' ? {} : { event }),
    comments: entries,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  const { id } = body as { id: number };
  return scene.github.state.reviewComments.filter(({ review }) => review === id).map((each) => each.id);
}

async function contentAtHead(scene: Scene, path = 'a.ts'): Promise<string> {
  const out = await scene.github.inside.git.run('olga/proof', [
    'cat-file',
    'blob',
    `refs/heads/topic:${path}`,
  ]);
  return out.toString('utf8');
}

describe('a suggestion', () => {
  it('becomes a commit on the head branch, and its comment outdated', async () => {
    const scene = await setScene();
    const ids = await post(scene, [{ line: 5, body: `Better:\n\n${suggest('FIVE', 'and a half')}` }]);
    const applied = await scene.github.applySuggestions(ids, 'alice');
    expect(applied).toEqual({ sha: scene.pull.head.sha });
    expect(await contentAtHead(scene)).toBe(after.replace('five\n', 'FIVE\nand a half\n'));
    expect(scene.github.state.reviewComments[0]?.place).toBeNull();
    expect(scene.github.state.events.at(-1)).toMatchObject({ action: 'synchronize', sender: 'alice' });
    expect(await scene.github.applySuggestions(ids, 'alice')).toEqual({ refused: 'outdated' });
    await scene.github.close();
  });

  it('is applied with others in one commit', async () => {
    const scene = await setScene();
    const ids = await post(scene, [
      { start_line: 2, line: 3, body: suggest('two and three') },
      { line: 29, body: suggest() },
      { line: 5, body: suggest('FIVE') },
    ]);
    await scene.github.applySuggestions(ids, 'alice');
    expect(await contentAtHead(scene)).toBe(
      after
        .replace('line 2\nline 3\n', 'two and three\n')
        .replace('thirty\n', '')
        .replace('five\n', 'FIVE\n'),
    );
    expect((await scene.bot('GET', '/repos/olga/proof/pulls/1')).body).toMatchObject({ commits: 2 });
    await scene.github.close();
  });

  it.each<[string, CommittedFile, string, object, string]>([
    [
      'CRLF',
      { path: 'x', content: 'a\r\nb\r\n' },
      'x',
      { path: 'x', line: 2, body: suggest('B') },
      'a\r\nB\r\n',
    ],
    [
      'no newline at the end',
      { path: 'x', content: 'a\nb' },
      'x',
      { path: 'x', line: 2, body: suggest('B') },
      'a\nB',
    ],
    [
      'an odd name',
      { path: 'ü "x"*', content: 'a\n' },
      'ü "x"*',
      { path: 'ü "x"*', line: 1, body: suggest('ä') },
      'ä\n',
    ],
  ])('keeps %s', async (_name, file, path, comment, expected) => {
    const scene = await setScene(undefined, [{ ...file, mode: '100755' }]);
    const ids = await post(scene, [comment]);
    expect(await scene.github.applySuggestions(ids, 'alice')).toHaveProperty('sha');
    expect(await contentAtHead(scene, path)).toBe(expected);
    const { body } = await scene.bot('GET', '/repos/olga/proof/git/trees/topic');
    const { tree } = body as { tree: { path: string; mode: string }[] };
    expect(tree.find((each) => each.path === path)?.mode).toBe('100755');
    await scene.github.close();
  });

  it.each<[string, object[], string]>([
    ['that changes nothing', [{ line: 5, body: suggest('five') }], 'no change'],
    ['on a removed line', [{ line: 6, side: 'LEFT', body: suggest('x') }], 'deleted lines'],
    [
      'over removed lines',
      [{ start_line: 5, start_side: 'LEFT', line: 5, side: 'RIGHT', body: suggest('x') }],
      'deleted lines',
    ],
    ['that is none', [{ line: 5, body: 'x' }], 'no suggestion'],
    [
      'on a line that another one changes',
      [
        { line: 3, body: suggest('x') },
        { start_line: 2, line: 3, body: suggest('y') },
      ],
      'more than one suggestion on a line',
    ],
  ])('%s is refused', async (_name, comments, refused) => {
    const scene = await setScene();
    const { sha } = scene.pull.head;
    const ids = await post(scene, comments);
    expect(await scene.github.applySuggestions(ids, 'alice')).toEqual({ refused });
    expect(scene.pull.head.sha).toBe(sha);
    await scene.github.close();
  });

  it('of a pending review, a closed pull request or a whole file is refused', async () => {
    const scene = await setScene();
    const { github, bot, pull } = scene;
    const [pending = 0] = await post(scene, [{ line: 5, body: suggest('x') }], 'pending');
    expect(await github.applySuggestions([pending], 'alice')).toEqual({ refused: 'review is pending' });
    const file = { commit_id: pull.head.sha, path: 'a.ts', subject_type: 'file', body: suggest('x') };
    const made = await bot('POST', '/repos/olga/proof/pulls/1/comments', file);
    expect(await github.applySuggestions([(made.body as { id: number }).id], 'alice')).toEqual({
      refused: 'file comment',
    });
    expect(await github.applySuggestions([0], 'alice')).toEqual({ refused: 'no suggestion' });
    github.closePull(pull);
    expect(await github.applySuggestions([pending], 'alice')).toEqual({ refused: 'pull request is closed' });
    await github.close();
  });

  it('on a line that a push took away is refused', async () => {
    const scene = await setScene();
    const ids = await post(scene, [{ line: 5, body: suggest('x') }]);
    await scene.push([{ path: 'a.ts', content: before }]);
    expect(await scene.github.applySuggestions(ids, 'alice')).toEqual({ refused: 'outdated' });
    await scene.github.close();
  });
});
