import { describe, expect, test } from 'vitest';
import { openScene, type ActionScene } from './action-scene.ts';
import { actionAt } from './action-step.ts';
import { defect, sumAfter } from './sample-change.ts';

const run = actionAt();

/** Most of it is waiting between writes, as GitHub asks for: they wait together. */
const patient = { timeout: 120_000 };

/** A pull request whose defect has a comment already. */
async function reviewedOnce(): Promise<ActionScene & { readonly comment: number }> {
  const scene = await openScene();
  expect((await run(await scene.step())).exitCode).toBe(1);
  return { ...scene, comment: scene.github.state.reviewComments[0]?.id ?? 0 };
}

const again = async (scene: ActionScene) => run(await scene.step('synchronize'));

/** What the summary says by now: there is only ever one. */
function summaryOf({ github }: ActionScene): string {
  expect(github.state.issueComments).toHaveLength(1);
  return github.state.issueComments[0]?.body ?? '';
}

describe.concurrent('a push', patient, () => {
  test('that mends it marks its comment, and says nothing new', async () => {
    const scene = await reviewedOnce();
    const mended = sumAfter.replace(defect, '  for (final item in list) total += item;  // all');
    const head = await scene.push([{ path: 'src/sum.dart', content: mended }]);
    const done = await again(scene);
    expect(done).toMatchObject({ exitCode: 0, outputs: { verdict: 'clean' } });
    const [comment, ...others] = scene.github.state.reviewComments;
    expect(comment?.body).toContain(`**Fixed** in ${head}`);
    expect(others).toEqual([]);
    expect(summaryOf(scene)).toContain('1 finding fixed since');
    expect(done.log).toContain('1 comment marked as fixed');
    scene.github.assertClean();
  });

  test('by force, onto a base that moved, asks the model nothing and repeats nothing', async () => {
    const scene = await reviewedOnce();
    const asked = scene.model.prompts.length;
    const { github } = scene;
    const base = await github.commit('olga', 'proof', {
      branch: 'main',
      files: [{ path: 'other.dart', content: 'int one() => 1;\n' }],
    });
    await github.commit('olga', 'proof', {
      branch: 'topic',
      parent: base,
      files: [{ path: 'src/sum.dart', content: sumAfter }],
    });
    const rebased = await again(scene);
    expect(rebased.exitCode).toBe(1);
    expect(github.state.reviewComments).toHaveLength(1);
    expect(scene.model.prompts).toHaveLength(asked);
    github.assertClean();
  });
});

describe.concurrent('a dismissal', patient, () => {
  test.each<[string, (scene: ActionScene, comment: number) => unknown, string]>([
    [
      'in words',
      ({ github }, id) => github.reply(id, 'olga', '/galley dismiss it is meant so'),
      'it is meant so',
    ],
    ['by 👎', ({ github }, id) => github.react('review-comment', id, 'olga', '-1'), 'olga'],
    [
      'by the author who may write, unseen by nobody,',
      ({ github }, id) => {
        Object.assign(github.state.repositories[0]?.collaborators ?? {}, { alice: 'write' });
        return github.reply(id, 'alice', '/galley dismiss meant');
      },
      'the author of the change',
    ],
  ])('%s silences it at the next run, which says by whom', async (_, dismiss, told) => {
    const scene = await reviewedOnce();
    await dismiss(scene, scene.comment);
    await scene.push([{ path: 'other.dart', content: 'int one() => 1;\n' }]);
    const done = await again(scene);
    expect(done).toMatchObject({ exitCode: 0, outputs: { verdict: 'clean', 'findings-count': '0' } });
    expect(summaryOf(scene)).toContain('1 finding dismissed');
    expect(summaryOf(scene)).toContain(told);
    expect(
      scene.github.state.reviewComments.filter(({ author }) => author.startsWith('github')),
    ).toHaveLength(1);
    scene.github.assertClean();
  });

  test.each([
    ['somebody', 'mallory'],
    ['the author', 'alice'],
  ])('by %s who may not write counts for nothing', async (_, login) => {
    const scene = await reviewedOnce();
    await scene.github.reply(scene.comment, login, '/galley dismiss please');
    await scene.push([{ path: 'other.dart', content: 'int one() => 1;\n' }]);
    const done = await again(scene);
    expect(done).toMatchObject({ exitCode: 1, outputs: { 'errors-count': '1' } });
    expect(summaryOf(scene)).not.toContain('dismissed by');
  });
});
