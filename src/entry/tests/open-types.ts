import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Log } from '../../log.ts';
import type { TypeChecker, TypeReader } from '../../review/test-ports.ts';
import type { FoundSetup } from '../../testgen/setup/found-setup.ts';
import { createTypeChecker } from '../../run/typecheck/create-type-checker.ts';
import { packageFile } from '../cli/package-files.ts';
import type { Runners } from './open-runners.ts';

/** The compiler of a TypeScript repository, in the sandbox, over a copy of its own. Undefined: tests here have no types. */
export async function openTypes(
  { sandbox, programs, openTree }: Runners,
  { setup }: FoundSetup,
  log: Log,
): Promise<(TypeChecker & TypeReader) | undefined> {
  if (setup.language !== 'typescript') return undefined;
  const node = await programs.findNode();
  const tree = await openTree();
  const checker = createTypeChecker({
    sandbox,
    tree,
    childEntry: packageFile('type-check-child.js'),
    node: node.path,
    temporary: realpathSync(tmpdir()),
    log,
  });
  return {
    check: (request) => checker.check(request),
    readTypes: (request) => checker.readTypes(request),
    async close() {
      await checker.close();
      await tree.close();
    },
  };
}
