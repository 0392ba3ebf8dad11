import { randomBytes } from 'node:crypto';
import type { TestRunner } from '../../review/test-ports.ts';
import { findRelated, readImporters, type Importers } from '../../testgen/setup/find-related.ts';
import { findProgram } from './find-program.ts';
import { probePytest } from './probe-pytest.ts';
import { runnerKinds } from './runner-kinds.ts';
import { runTests, type RunPlace } from './run-tests.ts';
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
  const started = await startOf(options, pool);
  // Tests do not know the name that sources count under.
  const counters = `__hits_${randomBytes(8).toString('hex')}`;
  return {
    setup: found.setup,
    sandbox: sandbox.description,
    supports: kind.supports(started.program),
    run: (request) => pool.use((tree) => runTests({ ...options, ...started, kind, tree, counters }, request)),
    related: async (source) => {
      importers ??= readImporters(view, testFiles);
      return findRelated(await importers, testFiles, source);
    },
    close: () => pool.close(),
  };
}

async function startOf(
  { root, found, programs, sandbox }: TestRunnerOptions,
  pool: TreePool,
): Promise<Pick<RunPlace, 'program' | 'node'>> {
  const { framework } = found.setup;
  const { folder } = found.launch;
  if (framework === 'pytest') {
    const python = await programs.findPython(root, folder);
    return { program: await pool.use((tree) => probePytest(python, tree, sandbox)), node: '' };
  }
  const node = await programs.findNode();
  const program = await findProgram(root, folder, framework);
  return {
    program: framework === 'node:test' ? { ...program, version: node.version } : program,
    node: node.path,
  };
}
