import { GalleyError } from '../../errors.ts';
import { printable } from '../../safety/printable.ts';
import type { PullEvent } from './read-event.ts';
import { otherEvents, type OtherEvent } from './read-other-event.ts';

/** What a pull request may have met for a review to be worth its while. */
const reviewed: readonly string[] = ['opened', 'synchronize', 'reopened', 'ready_for_review'];

/** Why a run has nothing to do, for people, or undefined where its event must be read to tell. */
export function whyNotThisEvent(name: string | undefined): string | undefined {
  if (name === 'pull_request_target') throw refusedTarget();
  if (name === 'pull_request' || isOtherEvent(name)) return undefined;
  return `Nothing to do: Galley reviews on pull_request, this run is on ${printable(name ?? 'nothing', 50)}`;
}

export function isOtherEvent(name: string | undefined): name is OtherEvent {
  return otherEvents.some((other) => other === name);
}

/** Why this pull request is not to be reviewed now; undefined: it is. */
export function whyNotThisPull({ action, number, isClosed, isDraft }: PullEvent): string | undefined {
  if (isClosed) return `Nothing to do: pull request ${number} is closed`;
  if (isDraft) return `Nothing to do: pull request ${number} is a draft; ready_for_review starts the review`;
  if (reviewed.includes(action)) return undefined;
  return `Nothing to do: Galley reviews when a pull request is ${reviewed.join(', ')}, not ${printable(action, 50)}`;
}

export interface RunnerTrust {
  /** RUNNER_ENVIRONMENT; only what says `github-hosted` is thrown away after the job. */
  readonly environment: string | undefined;
  readonly allowForks: boolean;
}

/**
 * Throws GalleyError `fork-refused`: whoever opens a pull request from a fork decides what this machine reads, and such
 * a machine keeps what it has for the next job.
 */
export function checkFork(
  { isFork, number }: Pick<PullEvent, 'isFork' | 'number'>,
  { environment, allowForks }: RunnerTrust,
): void {
  if (!isFork || allowForks || environment === 'github-hosted') return;
  throw new GalleyError('fork-refused', {
    what: `Pull request ${number} comes from a fork, and this runner is self-hosted`,
    why: 'Anybody can open one. Galley runs nothing of it, but other steps may, and this machine is used again.',
    todo: 'Leave forks out: if: github.event.pull_request.head.repo.full_name == github.repository. Or, on a runner that is thrown away after each job, set allow-forks: true',
  });
}

function refusedTarget(): GalleyError {
  return new GalleyError('invalid-usage', {
    what: 'Galley does not run on pull_request_target',
    why: 'Such a run has the rights and secrets of the base, whoever opened the pull request.',
    todo: 'Use on: pull_request; for forks see .github/examples',
  });
}
