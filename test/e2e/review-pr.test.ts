import { describe, expect, test } from 'vitest';
import { openScene, rights } from './action-scene.ts';
import { jobToken } from './action-step.ts';
import { galleyAt, temporaryFolder } from './galley-process.ts';

const home = temporaryFolder();
const galley = galleyAt(home);

type Scene = Awaited<ReturnType<typeof openScene>>;

/** `galley review --pr`, as somebody with the token of the scene types it. */
function review({ github, model }: Scene, ...more: readonly string[]) {
  const args = ['review', '--pr', `${github.url}/olga/proof/pull/1`, '--forge', github.url];
  return galley([...args, '--server', model.url, ...more], {
    cwd: home,
    env: { GALLEY_TOKEN: jobToken },
  });
}

describe('a pull request by its address', () => {
  test('is reviewed and printed with what would be posted; nothing is written', async () => {
    const scene = await openScene();
    const { code, stdout, stderr } = await review(scene);
    expect(code, stderr).toBe(1);
    expect(stdout).toContain('src/sum.dart:3');
    expect(stderr).toContain('1 new comment\n    src/sum.dart:3 error: ');
    expect(stderr).toMatch(/a check that ends as failure/);
    const written = scene.github.requests.filter(({ method }) => !['GET', 'POST /graphql'].includes(method));
    expect(written.filter(({ path }) => path !== '/graphql')).toEqual([]);
    expect(stdout + stderr).not.toContain(jobToken);
  });

  test('is posted with --post, once', async () => {
    const scene = await openScene();
    const first = await review(scene, '--post');
    expect(first.stderr).toContain('Posted 1 comment and the summary: ');
    const again = await review(scene, '--post');
    expect(again.stderr).toContain('Posted 0 comments and the summary: ');
    const { reviewComments, issueComments } = scene.github.state;
    expect([reviewComments.length, issueComments.length]).toEqual([1, 1]);
    expect(again.code).toBe(1);
    scene.github.assertClean();
  });

  test('is reviewed by the diff of the API where git gets nothing', async () => {
    const { contents: _, ...blind } = rights;
    const scene = await openScene(blind);
    const { code, stdout, stderr } = await review(scene);
    expect(stderr).toContain('git could not fetch the pull request');
    expect(stdout).toContain('no .galley.yml: git could not fetch the base');
    expect(stdout).toContain('src/sum.dart:3');
    expect(code).toBe(1);
  });
});

describe('a pull request that cannot be read', () => {
  test('for want of a token', async () => {
    const scene = await openScene();
    const args = ['review', '--pr', `${scene.github.url}/olga/proof/pull/1`, '--forge', scene.github.url];
    const { code, stderr } = await galley(args, { cwd: home });
    expect(code).toBe(2);
    expect(stderr).toContain('There is no token for the forge');
  });

  test.each([
    [['--pr', '12', '--staged'], "--pr and --staged can't be used together"],
    [['--pr', '12', 'src'], "--pr and src can't be used together"],
    [['--post'], '--post says nothing without --pr'],
    [['--pr', 'https://evil.example/o/n/pull/1'], 'is not the forge that Galley may talk to'],
    [['--pr', '12'], "Can't tell which pull request"],
  ])('for a wrong command line: %j', async (args, said) => {
    const { code, stderr } = await galley(['review', ...args], {
      cwd: home,
      env: { GALLEY_TOKEN: jobToken },
    });
    expect(code).toBe(2);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('    at ');
  });

  test('because it is not there', async () => {
    const scene = await openScene();
    const args = ['review', '--pr', `${scene.github.url}/olga/proof/pull/77`, '--forge', scene.github.url];
    const { code, stderr } = await galley(args, { cwd: home, env: { GALLEY_TOKEN: jobToken } });
    expect(code).toBe(2);
    expect(stderr).not.toContain('    at ');
  });
});
