import * as z from 'zod/mini';
import type { Command, Errand } from '../../../review/jobs/errand.ts';
import { isBot, isInstalled, person, place, pullOf, pulls, sha, type Place } from './payload-parts.ts';

const suiteSchema = z.object({
  ...place,
  action: z.string(),
  check_suite: z.object({ head_sha: sha, pull_requests: pulls }),
});

const runSchema = z.object({
  ...place,
  action: z.string(),
  sender: person,
  check_run: z.object({
    head_sha: sha,
    external_id: z.optional(z.nullable(z.string())),
    pull_requests: pulls,
  }),
  requested_action: z.optional(z.nullable(z.object({ identifier: z.string() }))),
});

/** "Re-run all checks" sends this one, and nothing for the checks in it. */
export function mapCheckSuite(payload: unknown): readonly Errand[] {
  const event = suiteSchema.parse(payload);
  const { action, check_suite: suite } = event;
  if (!isInstalled(event) || action !== 'rerequested') return [];
  return numbersOf(suite.pull_requests).map((pull) => reviewAgain(event, pull, suite.head_sha));
}

/** "Re-run" of our check, and its buttons. */
export function mapCheckRun(payload: unknown): readonly Errand[] {
  const event = runSchema.parse(payload);
  if (!isInstalled(event)) return [];
  const { action, check_run: run, sender } = event;
  const numbers = ownNumber(run.external_id) ?? numbersOf(run.pull_requests);
  if (action === 'rerequested') return numbers.map((pull) => reviewAgain(event, pull, run.head_sha));
  const command = action === 'requested_action' ? commandOf(event.requested_action?.identifier) : undefined;
  if (command === undefined || isBot(sender)) return [];
  return numbers.map((pull) => ({
    kind: 'command',
    installation: event.installation.id,
    pull: pullOf(event, pull),
    command,
    by: sender.login,
    comment: undefined,
  }));
}

/** Our checks name their pull request themselves: GitHub does not where it comes from a fork. */
function ownNumber(externalId: string | null | undefined): readonly number[] | undefined {
  const [, digits] = /^galley\/([1-9]\d{0,8})\//.exec(externalId ?? '') ?? [];
  return digits === undefined ? undefined : [Number(digits)];
}

/** GitHub lists each pull request of a head; more than a few are no review anybody waits for. */
const mostPulls = 10;

function numbersOf(of: readonly { readonly number: number }[] = []): readonly number[] {
  return [...new Set(of.map((pull) => pull.number))].slice(0, mostPulls);
}

function reviewAgain(event: Place, pull: number, head: string): Errand {
  const { id } = event.installation;
  return { kind: 'review', installation: id, pull: pullOf(event, pull), head, isForced: true };
}

/** As in check-actions.ts. */
function commandOf(identifier: string | undefined): Command | undefined {
  switch (identifier) {
    case 'galley-rerun':
      return { name: 'review' };
    case 'galley-tests':
      return { name: 'tests' };
    case 'galley-dismiss-all':
      return { name: 'dismiss' };
    default:
      return undefined;
  }
}
