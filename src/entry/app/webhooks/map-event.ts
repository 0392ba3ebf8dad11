import type { Errand } from '../../../review/jobs/errand.ts';
import { mapCheckRun, mapCheckSuite } from './map-check.ts';
import { mapIssueComment, mapReviewComment, type ParseCommand } from './map-comment.ts';
import { mapInstallation, mapInstallationRepositories } from './map-installation.ts';
import { mapPullRequest } from './map-pull-request.ts';
import { mapReviewThread } from './map-thread.ts';

type MapPayload = (payload: unknown, parse: ParseCommand) => readonly Errand[];

const mappers: Readonly<Record<string, MapPayload>> = {
  pull_request: mapPullRequest,
  check_suite: mapCheckSuite,
  check_run: mapCheckRun,
  issue_comment: mapIssueComment,
  pull_request_review_comment: mapReviewComment,
  pull_request_review_thread: mapReviewThread,
  installation: mapInstallation,
  installation_repositories: mapInstallationRepositories,
};

/** Events that mean something; the manifest of the app asks for them. */
export const handledEvents: readonly string[] = Object.keys(mappers);

/**
 * What one webhook asks for. Empty: nothing. More than one: a check that several pull requests share.
 *
 * @param name of the event, as in `X-GitHub-Event`
 * @throws what zod throws for a payload that lacks what is read of it
 */
export function mapEvent(name: string, payload: unknown, parse: ParseCommand): readonly Errand[] {
  return Object.hasOwn(mappers, name) ? (mappers[name]?.(payload, parse) ?? []) : [];
}
