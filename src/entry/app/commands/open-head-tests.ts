import { createGitBlobReader } from '../../../git/create-git-blob-reader.ts';
import { createGitChangeSource } from '../../../git/create-git-change-source.ts';
import type { Environment } from '../../../git/git-environment.ts';
import type { Log } from '../../../log.ts';
import type { PullRequest } from '../../../review/forge-ports.ts';
import { keepFiles } from '../../coverage/keep-files.ts';
import { openCoverage } from '../../coverage/open-coverage.ts';
import type { OpenTests } from '../../tests/open-tests.ts';
import type { LaidHead } from './lay-head.ts';
import type { CommandPull } from './open-command-pull.ts';

interface Opening {
  readonly env: Environment;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** The change of a pull request for the engine of `galley tests`, over its laid-out head. */
export async function openHeadTests(
  pull: PullRequest,
  { loaded, mergeBase }: Pick<CommandPull, 'loaded' | 'mergeBase'>,
  { root, git }: LaidHead,
  { env, log, signal }: Opening,
): Promise<OpenTests> {
  const here = { ...git, log, signal };
  const title = `pull request #${pull.number}`;
  const origin = await createGitChangeSource({
    ...here,
    selection: { kind: 'trees', base: mergeBase, head: pull.head.sha, title },
  });
  const blobs = createGitBlobReader({ ...here, root, head: 'objects', attributeSource: pull.base.sha });
  const maxFileBytes = loaded.settings.maxFileKilobytes * 1024;
  const kept = keepFiles(origin);
  return {
    ...{ root, kept, blobs, loaded, maxFileBytes },
    // What lies on disk is the head.
    changed: async () => [],
    baseTree: undefined,
    coverage: (hits) => {
      const place = { reports: [], baseReports: [], origin, blobs, kept, maxFileBytes, env, log };
      const ports = openCoverage(place);
      return hits === undefined ? ports : { ...ports, hits };
    },
  };
}
