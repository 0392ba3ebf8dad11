import * as z from 'zod/mini';
import { actionName, fullName, pullNumber, readEventFile, sha } from './read-event-file.ts';

const end = z.object({ sha, repo: z.nullable(z.object({ full_name: fullName })) });

/** What Galley reads of a `pull_request` event: https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request */
const schema = z.object({
  action: actionName,
  repository: z.object({ full_name: fullName }),
  pull_request: z.object({
    number: pullNumber,
    state: z.enum(['open', 'closed']),
    draft: z.optional(z.boolean()),
    head: end,
    base: end,
  }),
});

/** A pull request that is to be reviewed. */
export interface Wanted {
  /** `owner/name`. */
  readonly repository: string;
  /** Undefined: it is the open one of `branch`. */
  readonly number: number | undefined;
  /** This head and no other; undefined: whatever it is now. 40 hexadecimal digits, or 64. */
  readonly headSha: string | undefined;
  readonly branch?: { readonly owner: string; readonly ref: string };
}

/** A pull request at the moment of the event: its texts are not even read. */
export interface PullEvent extends Wanted {
  /** `opened`, `synchronize`, ... */
  readonly action: string;
  readonly number: number;
  readonly isClosed: boolean;
  readonly isDraft: boolean;
  /** Its head stands in another repository, or that one is gone. */
  readonly isFork: boolean;
  readonly headSha: string;
  /** Tip of the base branch when the event came. */
  readonly baseSha: string;
}

/** Throws GalleyError `unreadable-file` when the event of the run is missing or is no event of a pull request. */
export async function readEvent(file: string | undefined): Promise<PullEvent> {
  const { action, repository, pull_request: pull } = await readEventFile(file, schema);
  const from = pull.head.repo?.full_name.toLowerCase();
  return {
    action,
    repository: repository.full_name,
    number: pull.number,
    isClosed: pull.state === 'closed',
    isDraft: pull.draft ?? false,
    isFork: from !== repository.full_name.toLowerCase(),
    headSha: pull.head.sha,
    baseSha: pull.base.sha,
  };
}
