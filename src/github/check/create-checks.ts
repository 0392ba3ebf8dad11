import { randomUUID } from 'node:crypto';
import { isGalleyError, type GalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { CheckHandle } from '../../review/forge-ports.ts';
import type { ClientTime } from '../client/client-time.ts';
import type { GitHubClient, PullAddress } from '../client/github-client.ts';
import type { CheckContext } from './check-context.ts';
import { checkHandle } from './check-handle.ts';
import { endAtOnce, finishCheck, type FinishedCheck } from './finish-check.ts';
import { findLeftCheck, startCheck, type NewCheck } from './start-check.ts';

export interface ChecksOptions {
  readonly client: GitHubClient;
  readonly address: PullAddress;
  readonly time: ClientTime;
  readonly log: Log;
  /** As branch protection names it: `galley`. */
  readonly checkName: string;
}

/** The checks of one pull request. A token that may not write them makes a problem, and no failure. */
export interface Checks {
  /** One that a process left behind is taken over. Undefined where the token may not. */
  start(head: string, signal: AbortSignal): Promise<CheckHandle | undefined>;
  /** Ends one that a process left behind, if there is one. */
  endLeft(head: string, reason: string, signal: AbortSignal): Promise<void>;
  /** Ends the check that was begun; without one, it is made, at once with its end where that fits. */
  finish(
    handle: CheckHandle | undefined,
    head: string,
    check: FinishedCheck,
    signal: AbortSignal,
  ): Promise<void>;
  /** What could not be written and why, for people. */
  problems(): readonly string[];
}

export function createChecks(options: ChecksOptions): Checks {
  let problem: string | undefined;
  const ifAllowed = async <T>(write: () => Promise<T>): Promise<T | undefined> => {
    if (problem !== undefined) return undefined;
    try {
      return await write();
    } catch (error) {
      if (!isNoPermission(error)) throw error;
      problem = `No check was written. ${error.message}`;
      return undefined;
    }
  };
  const start: Checks['start'] = (head, signal) => ifAllowed(() => openCheck(options, head, signal));
  return {
    start: (head, signal) => ifAllowed(() => takeCheck(options, head, signal)),
    async endLeft(head, reason, signal) {
      const context = contextOf(options, signal);
      await ifAllowed(async () => (await findLeft(options, head, context))?.drop(reason));
    },
    async finish(handle, head, check, signal) {
      const context = contextOf(options, signal);
      const ended = handle === undefined ? endAtOnce(check) : undefined;
      if (ended !== undefined) {
        await ifAllowed(() => startCheck({ ...nameOf(options, head), ended }, context));
        return;
      }
      const begun = handle ?? (await start(head, signal));
      if (begun !== undefined) await ifAllowed(() => finishCheck(begun.id, check, context));
    },
    problems: () => (problem === undefined ? [] : [problem]),
  };
}

async function openCheck(options: ChecksOptions, head: string, signal: AbortSignal): Promise<CheckHandle> {
  const context = contextOf(options, signal);
  return checkHandle(await startCheck(nameOf(options, head), context), context, options.log);
}

async function takeCheck(options: ChecksOptions, head: string, signal: AbortSignal): Promise<CheckHandle> {
  const context = contextOf(options, signal);
  return (await findLeft(options, head, context)) ?? openCheck(options, head, signal);
}

async function findLeft(
  options: ChecksOptions,
  head: string,
  context: CheckContext,
): Promise<CheckHandle | undefined> {
  const left = await findLeftCheck({ name: options.checkName, head }, ownIds(options), context);
  return left === undefined ? undefined : checkHandle(left, context, options.log);
}

function ownIds({ address }: ChecksOptions): string {
  return `galley/${address.number}/`;
}

function nameOf(options: ChecksOptions, head: string): NewCheck {
  return { name: options.checkName, head, externalId: ownIds(options) + randomUUID() };
}

function contextOf({ client, address, time }: ChecksOptions, signal: AbortSignal): CheckContext {
  return { client, address: { owner: address.owner, repo: address.repo }, time, signal };
}

/** A token of a person, or of a fork's job, may not write checks; GitHub hides what it does not show. */
function isNoPermission(error: unknown): error is GalleyError {
  return isGalleyError(error) && (error.code === 'forge-forbidden' || error.code === 'forge-not-found');
}
