import type { ClientOptions } from '../../github/client/create-client.ts';
import type { Log } from '../../log.ts';
import type { Forge, Posting } from '../../review/forge-ports.ts';
import type { ChangeSource } from '../../review/ports.ts';
import { version } from '../cli/version.ts';
import type { PullName } from './find-pull.ts';

export interface OpeningForge {
  /** As in ClientOptions. */
  readonly token: ClientOptions['token'];
  readonly mayWrite?: ClientOptions['mayWrite'];
  readonly onCall?: ClientOptions['onCall'];
  /** Default: the clock of this machine. */
  readonly time?: ClientOptions['time'];
  /** Name of the account that the token writes as; undefined: the forge is asked. */
  readonly login: string | undefined;
  readonly log: Log;
  readonly signal: AbortSignal;
}

export interface OpenForge {
  readonly forge: Forge;
  /** The change as its API tells it, for where git gets nothing. */
  readonly fallback: ChangeSource;
  /** See remove-late.ts. */
  readonly removeLate: (posting: Posting, signal: AbortSignal) => Promise<number>;
}

/** As branch protection names it. */
const checkName = 'galley';

/** A pull request on its forge; nothing is asked yet. Throws GalleyError `invalid-usage` for a token that cannot be one. */
export async function openForge(
  { api, repository, number }: PullName,
  { token, mayWrite, onCall, login, log, signal, ...opening }: OpeningForge,
): Promise<OpenForge> {
  const [
    { createGitHubClient },
    { machineTime },
    { createReading },
    { createForge },
    { createPullSource },
    { removeLate },
    { renderSummary },
    { renderCheckText },
  ] = await Promise.all([
    import('../../github/client/create-client.ts'),
    import('../../github/client/client-time.ts'),
    import('../../github/create-reading.ts'),
    import('../../github/create-forge.ts'),
    import('../../github/create-pull-source.ts'),
    import('../../github/post/remove-late.ts'),
    import('../../report/pull-request/render-summary.ts'),
    import('../../report/pull-request/render-check-text.ts'),
  ]);
  const [owner = '', repo = ''] = repository.split('/');
  const userAgent = `galley/${version}`;
  const { time = machineTime } = opening;
  const client = createGitHubClient({ baseUrl: api, token, mayWrite, onCall, log, userAgent, signal, time });
  const of = { client, address: { owner, repo, number }, login, configuration: '', log };
  const reading = createReading(of);
  const forge = createForge({ ...of, ...reading, time, checkName, renderSummary, renderCheckText });
  return {
    forge,
    fallback: createPullSource(of),
    removeLate: (posting, until) =>
      removeLate(posting, of.configuration, { client, address: of.address, time, signal: until, ...reading }),
  };
}
