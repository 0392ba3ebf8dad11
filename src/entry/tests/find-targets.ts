import type { Gap } from '../../coverage/gap.ts';
import type { SourceFile } from '../../report/coverage/source-file.ts';
import type { TestCodeReader } from '../../review/test-ports.ts';
import type { TestTarget } from '../../testgen/target.ts';
import { chooseTargets, type GapFile } from '../../testgen/target/choose-targets.ts';

/** Functions with Gaps, cheapest first, of the languages that tests are written for. */
export async function findTargets(
  gaps: readonly Gap[],
  files: readonly SourceFile[],
  testCode: TestCodeReader,
): Promise<TestTarget[]> {
  const found: GapFile[] = [];
  for (const { file, text, facts } of files) {
    const own = gaps.filter((gap) => gap.path === file.path);
    if (own.length === 0 || text === undefined) continue;
    const root = (await testCode.open(file.path))?.(text);
    if (root === undefined) continue;
    found.push({ path: file.path, root, functions: facts?.functions ?? [], gaps: own });
  }
  return chooseTargets(found);
}
