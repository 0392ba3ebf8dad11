import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { TestRunner } from '../../review/test-ports.ts';
import { findRelated, readImporters, type Importers } from '../../testgen/setup/find-related.ts';
import { findProgram } from './find-program.ts';
import { runnerKinds } from './runner-kinds.ts';
import { runTests } from './run-tests.ts';
import type { TestRunnerOptions } from './test-runner-options.ts';
import { createTreePool } from './tree-pool.ts';

/** Runs of it are independent: as many at one time as the caller likes. Throws GalleyError `runner-missing`. */
export async function createTestRunner(options: TestRunnerOptions): Promise<TestRunner> {
  const { root, found, sandbox, openTree, view } = options;
  const { framework } = found.setup;
  const { testFiles } = found.launch;
  let importers: Promise<Importers> | undefined;
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
    related: async (source) => {
      importers ??= readImporters(view, testFiles);
      return findRelated(await importers, testFiles, source);
    },
    close: () => pool.close(),
  };
}
