import { describe, expect, test } from 'vitest';
import type { GitHubDouble } from '../doubles/github/start-github.ts';
import type { PullRequest } from '../doubles/github/state/records.ts';
import { openScene, readOnly, rights, type ActionScene } from './action-scene.ts';
import { jobToken } from './action-step.ts';
import { galleyAt, temporaryFolder, type Run } from './galley-process.ts';

/** Most of it is waiting between writes, as GitHub asks for: they wait together. */
const patient = { timeout: 120_000 };

/** `galley review --pr --post`, as somebody with the token of the scene types it; what was asked once is kept in `home`. */
function post({ github, model }: ActionScene, home = temporaryFolder()): Promise<Run> {
  const args = ['review', '--pr', `${github.url}/olga/proof/pull/1`, '--forge', github.url, '--post'];
  return galleyAt(home)([...args, '--server', model.url], { cwd: home, env: { GALLEY_TOKEN: jobToken } });
}

/** Comments and reviews: what nobody should get to see. A check may say that nothing was posted. */
function said({ state }: GitHubDouble): number {
  return state.reviews.length + state.reviewComments.length + state.issueComments.length;
}

const pullOf = (github: GitHubDouble): PullRequest => github.pull('olga', 'proof', 1);

const deleteHead = async (github: GitHubDouble): Promise<void> => {
  await github.inside.git.run('olga/proof', ['update-ref', '-d', 'refs/heads/topic']);
  await github.pushed('olga', 'proof', 'refs/heads/topic');
};

describe.concurrent('what happens to a pull request while it is reviewed', patient, () => {
  test.each<[string, (github: GitHubDouble) => unknown, number, string]>([
    ['is closed', (github) => github.closePull(pullOf(github)), 0, 'it is closed by now'],
    ['becomes a draft', (github) => github.setDraft(pullOf(github), true), 0, 'it is a draft by now'],
    ['is merged', (github) => github.mergePull(pullOf(github), 'olga'), 0, 'it is merged by now'],
    ['loses its branch', deleteHead, 0, 'it is closed by now'],
    [
      'is pushed to by force',
      (github) =>
        github.commit('olga', 'proof', {
          branch: 'topic',
          files: [{ path: 'src/sum.dart', content: 'int other() => 1;\n' }],
          parent: pullOf(github).base.sha,
        }),
      3,
      'its head moved to ',
    ],
  ])('it %s: nothing is posted, and one line says why', async (_, during, code, why) => {
    const scene = await openScene(rights, undefined, undefined, { during });
    const run = await post(scene);
    expect(run.stderr).toContain('Nothing was posted to pull request #1');
    expect(run.stderr).toContain(why);
    expect(run.code).toBe(code);
    expect(run.stdout).toContain('src/sum.dart:3');
    expect(said(scene.github)).toBe(0);
  });

  test('it has lost its branch before: nothing is reviewed', async () => {
    const scene = await openScene();
    await deleteHead(scene.github);
    const { code, stderr } = await post(scene);
    expect(code).toBe(0);
    expect(stderr).toContain('Nothing to do for pull request #1');
    expect(stderr).toContain('it is closed');
    expect(scene.model.prompts).toEqual([]);
  });
});

describe.concurrent('a review that cannot be posted', patient, () => {
  test('for want of a permission names it, and is printed whole', async () => {
    const scene = await openScene(readOnly);
    const { code, stdout, stderr } = await post(scene);
    expect(code).toBe(2);
    expect(stderr).toContain('The review could not be posted to pull request #1');
    expect(stderr).toContain('pull-requests: write');
    expect(stdout).toContain('src/sum.dart:3');
    expect(stderr).not.toContain('    at ');
  });

  test('because its token expired meanwhile says so; the next token posts it, and asks the model nothing', async () => {
    const expire = ({ tokens }: GitHubDouble): void => void tokens.delete(jobToken);
    const scene = await openScene(rights, undefined, undefined, { during: expire });
    const token = scene.github.tokens.get(jobToken);
    const home = temporaryFolder();
    const first = await post(scene, home);
    expect(first.code).toBe(2);
    expect(first.stderr).toContain('The review could not be posted to pull request #1');
    expect(first.stderr).toMatch(/GALLEY_TOKEN|expired/);
    expect(first.stdout).toContain('src/sum.dart:3');
    expect(first.stdout + first.stderr).not.toContain(jobToken);
    const asked = scene.model.prompts.length;
    if (token !== undefined) scene.github.tokens.set(jobToken, token);
    const second = await post(scene, home);
    expect(second.code).toBe(1);
    expect(scene.github.state.reviewComments).toHaveLength(1);
    expect(scene.model.prompts).toHaveLength(asked);
  });

  test.each([
    ['answers nothing', /^\/repos\//, { kind: 'drop' }],
    ['stores the review and loses its answers', /\/reviews$/, { kind: 'store-then-drop' }],
  ] as const)(
    'because the forge %s loses nothing, and the next run heals it',
    async (_, on, fault) => {
      const scene = await openScene();
      const { github } = scene;
      github.faults.plan(['POST', 'PATCH'].map((method) => ({ method, on, times: 999, fault })));
      const first = await post(scene);
      expect(first.stdout).toContain('src/sum.dart:3');
      expect(first.stderr).not.toContain('    at ');
      if (fault.kind === 'drop') {
        expect(first.code).toBe(2);
        expect(first.stderr).toContain('The review could not be posted to pull request #1');
        expect(first.stderr).toMatch(/[Tt]ry again|later/);
      }
      github.faults.plan([]);
      const second = await post(scene);
      expect(second.code).toBe(1);
      const { reviewComments, issueComments, checkRuns } = github.state;
      expect([reviewComments.length, issueComments.length]).toEqual([1, 1]);
      expect(checkRuns.at(-1)).toMatchObject({ status: 'completed', conclusion: 'failure' });
    },
    120_000,
  );
});
