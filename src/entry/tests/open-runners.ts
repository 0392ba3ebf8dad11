import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { GalleyError } from '../../errors.ts';
import { listCodeFiles } from '../../git/list-code-files.ts';
import { openTree as openGitTree, type TreeFiles } from '../../git/open-tree.ts';
import type { GitOptions } from '../../git/run-git.ts';
import { listIgnoredFolders } from '../../git/list-ignored-folders.ts';
import type { Log } from '../../log.ts';
import type { TestRunner, TextFile } from '../../review/test-ports.ts';
import { imagePrograms } from '../../run/image/image-programs.ts';
import { imageSystem } from '../../run/image/image-system.ts';
import type { UnpackedImage } from '../../run/image/unpack-image.ts';
import { createTestRunner } from '../../run/runner/create-test-runner.ts';
import { ownPrograms, type TestPrograms } from '../../run/runner/test-programs.ts';
import { viewRepository } from '../../run/runner/view-repository.ts';
import { createSandbox } from '../../run/sandbox/create-sandbox.ts';
import type { Sandbox } from '../../run/sandbox/sandbox.ts';
import { openScratchTree, type OpenScratchTree } from '../../run/scratch/open-scratch-tree.ts';
import type { TreeSource } from '../../run/scratch/tree-source.ts';
import { workingTree } from '../../run/scratch/working-tree.ts';
import { detectSetup } from '../../testgen/setup/detect-setup.ts';
import type { RepositoryView } from '../../testgen/setup/repository-view.ts';
import type { FoundSetup } from '../../testgen/setup/found-setup.ts';
import { packageFile } from '../cli/package-files.ts';
import { committedTree } from './committed-tree.ts';
import { headTree } from './head-tree.ts';
import { plainSetup } from './plain-setup.ts';

export interface RunnersPlace {
  /** Top folder of the repository. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Files that are to be as the change has them; asked once, by the first run. */
  readonly changed: () => Promise<readonly TextFile[]>;
  /** Id of the commit or tree before the change; undefined: nobody wants to run tests there. */
  readonly baseTree: (() => Promise<string>) | undefined;
  readonly unsafeRun: boolean;
  /** Whose programs run the tests; undefined: those of this machine. */
  readonly image?: UnpackedImage | undefined;
  readonly log: Log;
}

/** Runners of a repository's tests: one for each package that has its own way of testing. */
export interface Runners {
  readonly sandbox: Sandbox;
  readonly programs: TestPrograms;
  readonly view: RepositoryView;
  /** A copy of the head tree of one's own. */
  readonly openTree: () => Promise<OpenScratchTree>;
  /** Throws GalleyError `runner-missing` where nothing can run tests of this file. */
  runnerFor(path: string): Promise<OpenRunner>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export interface OpenRunner {
  /** Equal for files whose tests the same runner runs. */
  readonly key: string;
  readonly found: FoundSetup;
  readonly runner: TestRunner;
  /** On the tree before the change. */
  readonly baseRunner: TestRunner | undefined;
}

/** @throws GalleyError `sandbox-missing`, and what git throws */
export async function openRunners(place: RunnersPlace): Promise<Runners> {
  const { env, changed, log, unsafeRun } = place;
  const root = realpathSync(place.root);
  const temporary = realpathSync(tmpdir());
  const searchPath = env['PATH'] ?? '';
  const git = { cwd: root, env };
  const system = place.image && imageSystem(place.image);
  const host = { path: searchPath, temporary, ...(system === undefined ? {} : { system }) };
  const sandbox = await createSandbox({ ...host, unsafeRun, log });
  const programs = system === undefined ? ownPrograms(searchPath) : imagePrograms(system, sandbox);
  const [paths, ignored] = await Promise.all([listCodeFiles([], git), listIgnoredFolders(git)]);
  const source = headTree(
    workingTree(root, async () => paths),
    changed,
  );
  const view = viewRepository(root, paths);
  const openTreeOf = (from: TreeSource) => () => openScratchTree({ root, source: from, ignored, temporary });
  const opened = new Map<string, Promise<OpenRunner>>();

  const base = place.baseTree && openBase(place.baseTree, git);
  const makeRunner = (found: FoundSetup, from: TreeSource): Promise<TestRunner> =>
    createTestRunner({
      root,
      found,
      sandbox,
      view,
      openTree: openTreeOf(from),
      hooks: packageFile('runner-hooks'),
      programs,
    });
  const open = async (key: string, found: FoundSetup): Promise<OpenRunner> => ({
    key,
    found,
    runner: await makeRunner(found, source),
    baseRunner: base && (await makeRunner(found, base.source)),
  });

  return {
    sandbox,
    programs,
    view,
    openTree: openTreeOf(source),
    async runnerFor(path) {
      const found = (await detectSetup(view, path)) ?? plainSetup(path);
      if (found === undefined) throw noRunner(path);
      const key = `${found.setup.framework} ${found.setup.language} ${found.launch.folder}`;
      const runner = opened.get(key) ?? open(key, found);
      opened.set(key, runner);
      return runner;
    },
    async close() {
      const all = await Promise.allSettled([...opened.values()]);
      for (const one of all) {
        if (one.status === 'rejected') continue;
        await one.value.runner.close();
        await one.value.baseRunner?.close();
      }
      await base?.close();
    },
  };
}

function openBase(baseTree: () => Promise<string>, git: GitOptions) {
  let opening: Promise<TreeFiles> | undefined;
  const files = (): Promise<TreeFiles> => (opening ??= baseTree().then((tree) => openGitTree(tree, git)));
  return {
    source: committedTree(files),
    close: async (): Promise<void> => (await opening)?.close(),
  };
}

function noRunner(path: string): GalleyError {
  return new GalleyError('runner-missing', {
    what: `Nothing here runs tests of ${path}`,
    why: 'No vitest, jest, mocha, node:test or pytest was found in its package.',
    todo: 'Install one, such as: npm install --save-dev vitest',
  });
}
