import { isGalleyError } from '../../errors.ts';
import type { PullRequest } from '../forge-ports.ts';
import { sayNotNow, whyNotNow } from '../pull-request/why-not-now.ts';
import type { PullKey } from './errand.ts';
import type { ReviewJobPorts } from './review-job-ports.ts';

type Ports = Pick<ReviewJobPorts, 'forge' | 'log' | 'signal'> & {
  readonly store: Pick<ReviewJobPorts['store'], 'leftHeads'>;
};

/** Ends checks at older heads that a worker which is gone has left under way: nobody else would, and a check says so for ever. */
export async function endLeftChecks(key: PullKey, { head }: PullRequest, ports: Ports): Promise<void> {
  const { store, forge, log, signal } = ports;
  for (const left of await store.leftHeads(key, head.sha))
    try {
      await forge.endLeftCheck(left, 'Superseded by a newer push.', signal);
    } catch (error) {
      if (!isGalleyError(error) || error.code === 'lease-lost') throw error;
      log.warn('a check that was left under way could not be ended', { head: left, reason: error.message });
    }
}

/**
 * The same for a pull request that nobody reviews at present, at its newest head too. Throws GalleyError.
 *
 * @param stopped what its check says where the pull request is one that could be reviewed
 */
export async function endAllChecks(
  key: PullKey,
  pull: PullRequest,
  ports: Ports,
  stopped = 'The review was stopped.',
): Promise<void> {
  const reason = whyNotNow(pull);
  const said = reason === undefined ? stopped : `Not reviewed: ${sayNotNow(reason)}`;
  await ports.forge.endLeftCheck(pull.head.sha, said, ports.signal);
  await endLeftChecks(key, pull, ports);
}
