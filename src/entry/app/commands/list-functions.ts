import type { Log } from '../../../log.ts';
import type { AddedFunction } from '../../../report/tests/render-tests-reply.ts';
import { chooseMeasured } from '../../../review/choose-measured.ts';
import { addedRuns } from '../../../rule/added-lines.ts';
import { openCodeReader } from '../../coverage/open-coverage.ts';
import type { CommandPull } from './open-command-pull.ts';

/** Functions that a change adds or touches, in files that tests are asked about. Nothing of them is run. */
export async function listFunctions(
  { opened }: CommandPull,
  log: Log,
  signal: AbortSignal,
): Promise<readonly AddedFunction[]> {
  const { options, ports } = opened;
  if (ports.blobs === undefined) return [];
  const change = await ports.source.read(signal, options.maxFileBytes);
  const code = openCodeReader(log);
  const found: AddedFunction[] = [];
  try {
    for (const { file, text, exclusion } of await chooseMeasured(change, options, ports.blobs)) {
      if (text === undefined || exclusion !== undefined) continue;
      const added = addedRuns(file);
      const facts = added.length === 0 ? undefined : await code.read(file.path, text, added);
      for (const { name, first, last } of facts?.functions ?? [])
        if (name !== '' && added.some((run) => run.first <= last && run.last >= first))
          found.push({ path: file.path, name, line: first });
    }
    return found;
  } finally {
    code.close?.();
  }
}
