import { randomBytes } from 'node:crypto';
import type { TestRunner } from '../../review/test-ports.ts';
import { findRelated, readImporters, type Importers } from '../../testgen/setup/find-related.ts';
import { findProgram, type Program } from './find-program.ts';
import { findPython } from './find-python.ts';
import { probePytest } from './probe-pytest.ts';
import { runnerKinds } from './runner-kinds.ts';
import { runTests } from './run-tests.ts';
import type { TestRunnerOptions } from './test-runner-options.ts';
import { createTreePool, type TreePool } from './tree-pool.ts';

/** Runs of it are independent: as many at one time as the caller likes. Throws GalleyError `runner-missing`. */
export async function createTestRunner(options: TestRunnerOptions): Promise<TestRunner> {
  const { found, sandbox, openTree, view } = options;
  const { framework } = found.setup;
  const { testFiles } = found.launch;
  let importers: Promise<Importers> | undefined;
  const kind = runnerKinds[framework];
  const pool = createTreePool(openTree);
  const program = await programOf(options, pool);
  // Tests do not know the name that sources count under.
  const counters = `__hits_${randomBytes(8).toString('hex')}`;
  return {
    setup: found.setup,
    sandbox: sandbox.description,
    supports: kind.supports(program),
    run: (request) => pool.use((tree) => runTests({ ...options, kind, program, tree, counters }, request)),
    related: async (source) => {
      importers ??= readImporters(view, testFiles);
      return findRelated(await importers, testFiles, source);
    },
    close: () => pool.close(),
  };
}

async function programOf(
  { root, found, searchPath, sandbox }: TestRunnerOptions,
  pool: TreePool,
): Promise<Program> {
  const { framework } = found.setup;
  if (framework !== 'pytest') return findProgram(root, found.launch.folder, framework);
  const python = await findPython(root, found.launch.folder, searchPath);
  return pool.use((tree) => probePytest(python, tree, sandbox));
}
