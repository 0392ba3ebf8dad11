import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openRebuild } from '../../../../../src/entry/app/dashboard/open-rebuild.ts';
import { configurationOfNothing } from '../../../../../src/entry/cli/choose-configuration.ts';
import { settingsFrom } from '../../../../../src/entry/cli/command-settings.ts';
import { openProbes } from '../../../../../src/entry/cli/open-probes.ts';
import { openSyntax } from '../../../../../src/entry/cli/open-syntax.ts';
import { reviewOptions } from '../../../../../src/entry/review/review-options.ts';
import { createGitBlobReader } from '../../../../../src/git/create-git-blob-reader.ts';
import { createGitChangeSource } from '../../../../../src/git/create-git-change-source.ts';
import { fetchCommits } from '../../../../../src/git/mirror/fetch-commits.ts';
import { silentLog } from '../../../../../src/log.ts';
import type { ReviewRecord } from '../../../../../src/review/jobs/job-store.ts';
import { reviewChange } from '../../../../../src/review/review-change.ts';
import { reviewPorts } from '../../../../ports/review-ports.ts';
import { scriptedModel } from '../../../../ports/scripted-model.ts';
import { sampleRecord } from '../../../../unit/report/dashboard/sample-jobs.ts';

// Probes and parsers as the build has packed them.
vi.mock('../../../../../src/entry/cli/package-files.ts', () => ({
  packageFile: (name: string) => join(process.cwd(), 'dist', name),
}));

const secret = 'ghp_' + 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';
const folder = mkdtempSync(join(tmpdir(), 'galley-rebuild-'));
const mirror = join(folder, 'mirror.git');
const signal = new AbortController().signal;
let record: ReviewRecord;
let sent: readonly unknown[];

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const load = (configuration = configurationOfNothing('none')) =>
  settingsFrom({ flags: { forms: 'always', probes: false }, config: undefined }, configuration);

const rebuild = (given: Partial<ReviewRecord> = {}, mirrorOf = () => mirror) =>
  openRebuild({ mirrorOf, loadSettings: load, env: process.env, log: silentLog })(
    { ...record, ...given },
    signal,
  );

beforeAll(async () => {
  const origin = join(folder, 'origin');
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', origin, ...args], { encoding: 'utf8' }).trim();
  const commit = (files: Record<string, string>): string => {
    for (const [path, text] of Object.entries(files)) writeFileSync(join(origin, path), text);
    git('add', '-A');
    git('commit', '-q', '-m', 'change');
    return git('rev-parse', 'HEAD');
  };
  mkdirSync(origin);
  git('init', '-q', '-b', 'main');
  const mergeBase = commit({
    'sum.dart': 'int one() => 1;\n',
    'gone.dart': 'int gone() => 0;\n',
    '.galley.yml': 'exclude: ["left/**"]\n',
  });
  const base = commit({ 'other.dart': 'int other() => 2;\n' });
  git('checkout', '-q', '-b', 'topic', mergeBase);
  const head = commit({
    'sum.dart': `int one() => 1;\nint two() {\n  final token = '${secret}';\n  return 2;\n}\n`,
    'new.dart': 'int three() => 3;\n',
  });
  const url = pathToFileURL(origin).href;
  await fetchCommits({
    folder: mirror,
    url,
    commits: [base, mergeBase, head],
    authorization: undefined,
    env: process.env,
    signal,
  });
  const selection = { kind: 'trees', base: mergeBase, head, title: 'pull request #412' } as const;
  const where = { cwd: mirror, env: process.env, signal };
  const model = scriptedModel(['{"findings":[]}']);
  const configuration = configurationOfNothing('none');
  const { prompts } = await reviewChange(
    reviewOptions(await load(), configuration, {}),
    reviewPorts({
      diff: '',
      ports: {
        model,
        source: await createGitChangeSource({ ...where, selection }),
        blobs: createGitBlobReader({ ...where, root: mirror, head: 'objects', attributeSource: base }),
        syntax: openSyntax(),
        probes: openProbes(),
      },
    }),
  );
  record = { ...sampleRecord, base, mergeBase, head, prompts };
  sent = model.requests.map(({ messages }) => messages);
});

describe('openRebuild', () => {
  it('gives from a bare repository what the model was shown, credentials masked', async () => {
    const rebuilt = await rebuild();
    expect(sent).toHaveLength(2);
    expect(rebuilt).toMatchObject([
      { chunk: { path: 'new.dart' }, name: 'review-chunk@1', messages: sent[0] },
      { chunk: { path: 'sum.dart' }, name: 'review-chunk@1', messages: sent[1] },
    ]);
    expect(JSON.stringify(rebuilt)).not.toContain(secret);
    expect(JSON.stringify(rebuilt)).toContain('int two()');
  });

  it('is gone where the mirror, one of its commits or the wording is', async () => {
    expect(await rebuild({}, () => join(folder, 'none.git'))).toBe('gone');
    for (const key of ['base', 'mergeBase', 'head'] as const)
      expect(await rebuild({ [key]: '0'.repeat(40) }), key).toBe('gone');
    expect(await rebuild({ head: '--output=/tmp/x' })).toBe('gone');
    const reworded = record.prompts.map((line) => line.replace('@1', '@0'));
    expect(await rebuild({ prompts: reworded })).toBe('gone');
    expect(await rebuild({ prompts: [] })).toEqual([]);
  });

  it('is gone once somebody has cut the change in another way', async () => {
    const tighter = async () => {
      const loaded = await load();
      const budget = { ...loaded.settings.budget, promptTokens: 300 };
      return { ...loaded, settings: { ...loaded.settings, exclude: ['sum.dart'], budget } };
    };
    const open = openRebuild({
      mirrorOf: () => mirror,
      loadSettings: tighter,
      env: process.env,
      log: silentLog,
    });
    expect(await open(record, signal)).toBe('gone');
  });
});
