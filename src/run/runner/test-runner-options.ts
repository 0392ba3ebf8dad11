import type { FoundSetup } from '../../testgen/setup/found-setup.ts';
import type { RepositoryView } from '../../testgen/setup/repository-view.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { OpenScratchTree } from '../scratch/open-scratch-tree.ts';
import type { TestPrograms } from './test-programs.ts';

export interface TestRunnerOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly found: FoundSetup;
  readonly sandbox: Sandbox;
  /** Opens one scratch tree of the repository; called once for each run at one time. */
  readonly openTree: () => Promise<OpenScratchTree>;
  /** Absolute path of the folder with the hooks. */
  readonly hooks: string;
  readonly programs: TestPrograms;
  /** To find out which tests load a source file. */
  readonly view: RepositoryView;
}
