import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { TestRunner } from '../../review/test-ports.ts';
import type { FoundSetup } from '../../testgen/setup/found-setup.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { findProgram } from './find-program.ts';
import { runnerKinds } from './runner-kinds.ts';
import { runTests } from './run-tests.ts';
import { createTreePool, type RunTree } from './tree-pool.ts';

export interface TestRunnerOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly found: FoundSetup;
  readonly sandbox: Sandbox;
  /** Opens one scratch tree of the repository; called once for each run at one time. */
  readonly openTree: () => Promise<RunTree>;
  /** Absolute path of the folder with the hooks. */
  readonly hooks: string;
  /** Absolute path of Node. */
  readonly node: string;
  /** Test files that load a source file, nearest first. */
  readonly related: (sourceFile: string) => Promise<readonly string[]>;
}

/** Runs of it are independent: as many at one time as the caller likes. Throws GalleyError `runner-missing`. */
export async function createTestRunner(options: TestRunnerOptions): Promise<TestRunner> {
  const { root, found, sandbox, openTree, related } = options;
  const { framework } = found.setup;
  const program = await findProgram(root, found.launch.folder, framework);
  const kind = runnerKinds[framework];
  const pool = createTreePool(openTree);
  // Tests do not know the name that sources count under.
  const counters = `__hits_${randomBytes(8).toString('hex')}`;
  return {
    setup: found.setup,
    sandbox: sandbox.description,
    supports: kind.supports(program.version),
    run: (request) =>
      pool.use((tree) =>
        runTests(
          { ...options, kind, program: { ...program, path: join(tree.path, program.path) }, tree, counters },
          request,
        ),
      ),
    related,
    close: () => pool.close(),
  };
}
