import { describe, expect, test } from 'vitest';
import type { CommittedFile } from '../doubles/github/git/commit-files.ts';
import { openScene, rights, type ActionScene } from './action-scene.ts';
import { jobToken } from './action-step.ts';
import { galleyAt, temporaryFolder, type Run } from './galley-process.ts';
import { defect, reports, sumAfter } from './sample-change.ts';

function review({ github, model }: ActionScene, ...more: readonly string[]): Promise<Run> {
  const home = temporaryFolder();
  const args = ['review', '--pr', `${github.url}/olga/proof/pull/1`, '--forge', github.url];
  const env = { GALLEY_TOKEN: jobToken };
  return galleyAt(home)([...args, '--server', model.url, ...more], { cwd: home, env });
}

const before = sumAfter.replace(defect, '  for (final item in list) total += item;');

describe('a pull request of an odd shape', () => {
  test('changes nothing any more: there is nothing to review, and it says so', async () => {
    const scene = await openScene();
    await scene.push([{ path: 'src/sum.dart', content: before }]);
    const run = await review(scene, '--post');
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain('nothing to review');
    expect(scene.github.state.reviewComments).toEqual([]);
    expect(scene.model.prompts).toEqual([]);
    scene.github.assertClean();
  });

  test('only deletes: lines of it, and whole files', async () => {
    const scene = await openScene(
      rights,
      [
        { path: 'src/sum.dart', content: before.replace('  var total = 0;\n', '') },
        { path: 'old.js', content: null },
      ],
      [{ path: 'old.js', content: 'let a = 1;\nlet b = 2;\n' }],
    );
    const run = await review(scene, '--post');
    expect(run.code, run.stderr).toBe(0);
    expect(scene.github.state.issueComments).toHaveLength(1);
    scene.github.assertClean();
  });

  test('renames, links, submodules, binary files, odd ends of lines: each is told, and comments stand', async () => {
    const base: readonly CommittedFile[] = [
      { path: 'old name.dart', content: `// one\n// two\n// three\n${before}` },
      { path: 'crlf.dart', content: before.replaceAll('\n', '\r\n') },
      { path: 'run.sh', content: 'echo hi\n' },
      { path: 'lib', content: 'a'.repeat(40), mode: '160000' },
      { path: 'link', content: 'old name.dart', mode: '120000' },
    ];
    const head: readonly CommittedFile[] = [
      { path: 'old name.dart', content: null },
      { path: 'ne\u00f6 "name".dart', content: `// one\n// two\n// three\n${sumAfter}` },
      { path: 'crlf.dart', content: sumAfter.replaceAll('\n', '\r\n') },
      { path: 'open.dart', content: sumAfter.trimEnd() },
      { path: 'run.sh', content: 'echo hi\n', mode: '100755' },
      { path: 'lib', content: 'b'.repeat(40), mode: '160000' },
      { path: 'link', content: 'crlf.dart', mode: '120000' },
      { path: 'logo.png', content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0, 255]) },
    ];
    const scene = await openScene(rights, head, base, { replies: [{ ...reports(defect), times: 9 }] });
    const run = await review(scene, '--post');
    expect(run.code, run.stderr).toBe(1);
    expect(await scene.comments()).toMatchObject([
      { path: 'crlf.dart', line: 3 },
      { path: 'ne\u00f6 "name".dart', line: 6 },
      { path: 'open.dart', line: 3 },
    ]);
    expect(scene.github.state.issueComments[0]?.body).toContain('logo.png');
    for (const path of ['lib', 'link', 'logo.png', 'run.sh']) expect(run.stdout).toContain(path);
    scene.github.assertClean();
  });
});

describe('a pull request of 3,001 files', () => {
  const head = Array.from({ length: 3001 }, (_, at) => ({
    path: `f/${String(at).padStart(4, '0')}.js`,
    content: at === 3000 ? '<<<<<<< HEAD\n' : `let a = ${at};\n`,
  }));

  test('is read whole by git, the last file too', async () => {
    const scene = await openScene(rights, head);
    const run = await review(scene, '--no-model');
    expect(run.code, run.stderr).toBe(1);
    expect(run.stdout).toContain('f/3000.js:1');
  }, 120_000);

  test('says what the API does not tell where git gets nothing: that is not clean (R14)', async () => {
    const { contents: _, ...blind } = rights;
    const scene = await openScene(blind, head);
    const run = await review(scene, '--no-model');
    expect(run.code, run.stderr).toBe(3);
    expect(run.stdout).not.toContain('f/3000.js:1');
    expect(run.stdout).toMatch(/3,?000/);
    expect(run.stdout).toContain('incomplete');
  }, 120_000);
});
