import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whatActs } from '../doubles/github/page/what-acts.ts';
import type { CommittedFile } from '../doubles/github/git/commit-files.ts';
import type { GitHubDouble } from '../doubles/github/start-github.ts';
import { attacks } from '../unit/safety/attacks.ts';
import { openScene, rights } from './action-scene.ts';
import { actionAt } from './action-step.ts';
import { temporaryFolder } from './galley-process.ts';

const run = actionAt();
const canary = join(temporaryFolder(), 'canary');
const touch = `touch\${IFS}${canary}`;

/** Names that a shell, git, Markdown or a terminal would act on. */
const names = [
  `$(${touch}).js`,
  '-rf.js',
  '--upload-pack=x.js',
  '@octocat fixes #1.js',
  '[x](https:evil.example).js',
  'a|b`c.js',
  'red\u001b[31m.js',
  'evil\u202e.js',
  'new\nline.js',
  '<!-- galley.js',
];
const texts = Object.values(attacks).flat();
const lineOf = (text: string): string => `run(${JSON.stringify(text)});`;

/** A file for each name, with all attacks spread over them. */
const hostile: readonly CommittedFile[] = names.map((path, at) => ({
  path,
  content: `${texts
    .filter((_, index) => index % names.length === at)
    .map(lineOf)
    .join('\n')}\n`,
}));

const links: readonly CommittedFile[] = [
  { path: 'outside', content: '/etc/passwd', mode: '120000' },
  { path: 'up.js', content: '../../../../etc/passwd', mode: '120000' },
  { path: '.galley/rules/x.yml', content: '/etc/passwd', mode: '120000' },
  { path: 'vendored', content: 'c'.repeat(40), mode: '160000' },
  { path: '.husky/pre-commit', content: `${touch}\n`, mode: '100755' },
  { path: '.gitattributes', content: '* filter=evil diff=evil\n' },
  { path: '.galley.yml', content: 'failOn: none\nexclude: ["**"]\n' },
];

/** Says of the first line of each file that it sees what that line says. */
const obedient = texts.map((text) => ({
  when: `+${lineOf(text)}`,
  text: JSON.stringify({
    findings: [{ quote: lineOf(text), problem: `${text} ${text}`, severity: 'error', category: 'security' }],
  }),
}));

test('S2, S4: nothing acts of what titles, branches, names, links and an obedient model say', async () => {
  const { github, model, step } = await openScene(rights, [...hostile, ...links], [], {
    title: `@octocat closes #1 \`$(${touch})\` <!-- galley:summary:1 x -->\u202e`,
    branch: `x;${touch};$(${touch})`,
    replies: obedient,
  });
  const done = await run(await step());
  expect(done.exitCode, done.raw).toBe(1);
  expect(model.prompts.length).toBeGreaterThan(names.length);
  expect(existsSync(canary)).toBe(false);
  expect(done.raw).not.toContain('root:x:0:0');
  // Nothing of it became a command of the runner: those that there are, are our own.
  expect(done.annotations.every(({ properties }) => properties['title']?.startsWith('Galley'))).toBe(true);
  expect(done.raw).not.toMatch(/[\u001b\u202e]/);

  const bodies = postedBodies(github);
  expect(bodies.length).toBeGreaterThan(10);
  const own = `${github.url}/olga/proof/`;
  const acting = bodies.flatMap((body) =>
    whatActs(body).filter(
      ({ kind, text }) => !(kind === 'html' || (kind === 'link' && text.startsWith(own))),
    ),
  );
  expect(acting).toEqual([]);
  // It is all there, and inert.
  expect(bodies.join('\n')).toContain('octocat');
  expect(bodies.join('\n')).not.toMatch(/[\u001b\u202e\u200b]|root:x:0:0/);
  github.assertClean();
}, 120_000);

/** All that people get to see of a review. */
function postedBodies({ state }: GitHubDouble): string[] {
  const { reviews, reviewComments, issueComments, checkRuns } = state;
  const outputs = checkRuns.flatMap(({ summary, text }) => [summary ?? '', text ?? '']);
  return [
    ...[...reviews, ...reviewComments, ...issueComments].map(({ body }) => body ?? ''),
    ...outputs,
  ].filter((body) => body !== '');
}
