import { docTableOf } from '../../src/docstring/languages/table-of.ts';
import type { DocProse } from '../../src/docstring/prose.ts';
import type { ProsePorts } from '../../src/review/find-prose.ts';
import type { BareFunction } from './collect-functions.ts';

export interface Described {
  /** By id. */
  readonly said: ReadonlyMap<string, DocProse>;
  /** Why nothing was said, by id. */
  readonly failed: ReadonlyMap<string, string>;
}

/** Has every function described, one after the other, as a commit would. Progress goes to standard error. */
export async function describeFunctions(
  functions: readonly BareFunction[],
  describe: ProsePorts['describe'],
): Promise<Described> {
  const said = new Map<string, DocProse>();
  const failed = new Map<string, string>();
  for (const [index, { id, path, text, declaration }] of functions.entries()) {
    const language = docTableOf(path)?.language ?? '';
    const described = await describe({ path, language, text, declaration });
    if ('prose' in described) said.set(id, described.prose);
    else failed.set(id, described.failure);
    process.stderr.write(`\rdescribed: ${index + 1} of ${functions.length}`);
  }
  process.stderr.write('\n');
  return { said, failed };
}
