import type { Log } from '../../log.ts';
import type { Model, ReplyCache } from '../../review/ports.ts';
import type { SuggestPorts, TreeReader } from '../../review/suggest-tests/suggest-options.ts';
import { createCodeGuard } from '../../syntax/test-code/create-code-guard.ts';
import { allowedPackages } from '../../testgen/deny/allowed-packages.ts';
import type { OpenRunner, Runners } from './open-runners.ts';
import { openTestCode } from './open-test-code.ts';
import { openTypes } from './open-types.ts';

export interface SuggestPlace extends Pick<SuggestPorts, 'signal' | 'onProgress'> {
  readonly model: Model;
  readonly cache: ReplyCache | undefined;
  readonly runners: Runners;
  /** Runs the tests of all targets. */
  readonly opened: OpenRunner;
  readonly tree: TreeReader;
  readonly log: Log;
}

/** What writing tests for one runner needs. Whoever opens them closes `types`. */
export async function openSuggestPorts(place: SuggestPlace): Promise<SuggestPorts> {
  const { model, cache, runners, opened, tree, log, signal, onProgress } = place;
  const testCode = openTestCode(log);
  return {
    model,
    cache,
    runner: opened.runner,
    baseRunner: opened.baseRunner,
    guard: createCodeGuard(testCode, (path) => allowedPackages(runners.view, path)),
    types: await openTypes(runners, opened.found, log),
    testCode,
    tree,
    clock: { now: () => performance.now() },
    log,
    signal,
    onProgress,
  };
}
