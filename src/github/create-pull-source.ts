import { parseDiff } from '../change/parse-diff.ts';
import type { Log } from '../log.ts';
import type { ChangeSource } from '../review/ports.ts';
import type { GitHubClient, PullAddress } from './client/github-client.ts';
import { readFileList } from './source/read-file-list.ts';
import { readWholeDiff } from './source/read-whole-diff.ts';

export interface PullSourceOptions {
  readonly client: GitHubClient;
  readonly address: PullAddress;
  readonly log: Log;
}

/**
 * The Change of a pull request as GitHub's API tells it, for where no local git has its commits. The context is `hunk`:
 * whole files would cost a request each, and are not read.
 *
 * What GitHub does not show is a FileChange with `unread`: large files of a large pull request, and the files beyond its
 * 3,000th, which share one entry. It is read as it stands at that moment: whoever posts compares the head again.
 *
 * `read` throws GalleyError: what the client and `parseDiff` throw.
 */
export function createPullSource({ client, address, log }: PullSourceOptions): ChangeSource {
  return {
    title: `pull request ${address.owner}/${address.repo}#${address.number}`,
    async read(signal) {
      const diff = await readWholeDiff(client, address, log, signal);
      const files = diff === undefined ? await readFileList(client, address, signal) : parseDiff(diff);
      return { files, context: 'hunk' };
    },
  };
}
